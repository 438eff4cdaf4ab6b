import type { Column } from './column.js';

/** A table as the instance starts with it. */
export interface TableDefinition {
  readonly name: string;
  readonly label: string;
  /** The table it extends, whose columns it has too. */
  readonly parent?: string;
  readonly columns: readonly Column[];
  /** The column shown for a reference to one of its rows. */
  readonly display: string;
  /** Prefix of `number`, e.g. INC; absent: rows have no number. */
  readonly numberPrefix?: string;
  /** Updates leave rows in `sys_audit`, deletes one in `sys_audit_delete`. */
  readonly isAudited?: boolean;
  /** The rows belong to the platform: nobody writes them through the Table API. */
  readonly isClosed?: boolean;
  /** Rows are never changed, so they have no `sys_updated_on`, `sys_updated_by` and `sys_mod_count`. */
  readonly isAppendOnly?: boolean;
  /** Columns besides `sys_id` that are found by value without a scan. */
  readonly foundBy?: readonly string[];
  /** Columns besides `sys_id` and `sys_updated_on` that are paged through in order without a sort. */
  readonly pagedBy?: readonly string[];
}
