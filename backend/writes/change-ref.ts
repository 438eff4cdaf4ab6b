import type { Side } from '../mappings/index.js';

/** What a write needs to know of the change that caused it: enough to remove it when the write is settled. */
export interface Change {
  readonly id: string;
  readonly side: Side;
  readonly versionToken: string | null;
  /** When its item was changed, by the tool's clock; null: it is looked at for another reason. */
  readonly versionAt: Date | null;
  readonly attempts: number;
}
