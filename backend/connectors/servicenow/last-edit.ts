import type { FieldDescriptor, FieldEdit } from '../sdk/index.js';
import { isoFromLiteral } from './date-time.js';
import type { Instance } from './instance.js';
import { textAt } from './record.js';

/** The latest entry of the audit about a field; null where the audit is closed to the account, or knows nothing of it. */
export async function lastEdit(
  instance: Instance,
  { itemId, field }: { readonly itemId: string; readonly field: FieldDescriptor },
  signal: AbortSignal,
): Promise<FieldEdit | null> {
  const rows = await instance.api.listIfReadable(
    {
      table: 'sys_audit',
      query: `documentkey=${itemId}^fieldname=${field.id}^ORDERBYDESCsys_created_on`,
      fields: ['user', 'sys_created_on'],
      values: 'stored',
      limit: 1,
    },
    signal,
  );
  const [row] = rows ?? [];
  const at = row === undefined ? null : isoFromLiteral(textAt(row, 'sys_created_on'));
  return row === undefined || at === null ? null : { by: textAt(row, 'user') || null, at };
}
