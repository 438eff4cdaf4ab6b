import type { SandboxRandom } from '../../http/index.js';
import { cellOf, type Row, sysIdOf } from '../store/row.js';
import type { Store } from '../store/store.js';
import type { TableStore } from '../store/table-store.js';
import { newSysId } from '../sys-id.js';

/** Who did something to an audited record, and when. */
export interface AuditStamp {
  readonly userName: string;
  readonly at: string;
}

/** Writes `sys_audit` and `sys_audit_delete`. Inserts are not audited, as on a new instance. */
export class AuditTrail {
  readonly #store: Store;
  readonly #random: SandboxRandom;

  constructor(store: Store, random: SandboxRandom) {
    this.#store = store;
    this.#random = random;
  }

  /** Notes each changed column; call before the row is changed. */
  updated(table: TableStore, row: Row, changes: Readonly<Record<string, string>>, stamp: AuditStamp): void {
    if (!table.definition.isAudited) return;
    const checkpoint = String(Number(cellOf(row, 'sys_mod_count')) + 1);
    for (const [column, value] of Object.entries(changes)) {
      this.#store.table('sys_audit').insert({
        ...this.#stamped(stamp),
        tablename: table.definition.name,
        documentkey: sysIdOf(row),
        fieldname: column,
        oldvalue: cellOf(row, column),
        newvalue: value,
        user: stamp.userName,
        record_checkpoint: checkpoint,
      });
    }
  }

  deleted(table: TableStore, row: Row, stamp: AuditStamp): void {
    if (!table.definition.isAudited) return;
    this.#store.table('sys_audit_delete').insert({
      ...this.#stamped(stamp),
      sys_updated_on: stamp.at,
      sys_updated_by: stamp.userName,
      tablename: table.definition.name,
      documentkey: sysIdOf(row),
      display_value: cellOf(row, table.definition.display),
      user: stamp.userName,
    });
  }

  #stamped(stamp: AuditStamp): Row {
    return { sys_id: newSysId(this.#random), sys_created_on: stamp.at, sys_created_by: stamp.userName };
  }
}
