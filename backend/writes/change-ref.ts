/** What a write needs to know of the change that caused it: enough to remove it when the write is settled. */
export interface Change {
  readonly id: string;
  readonly versionToken: string | null;
  readonly attempts: number;
}
