/** What `sync --wait --json` ends with (design 6.2). */
export interface SyncReport {
  readonly run: string;
  readonly state: string;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly held: number;
  readonly failed: number;
  readonly calls: Readonly<Record<string, { readonly reads: number; readonly writes: number }>>;
  readonly seconds: number;
}
