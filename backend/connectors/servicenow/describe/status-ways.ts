import type { StatusWay } from '../../sdk/index.js';
import type { Instance } from '../instance.js';
import { describeTable } from './describe.js';

/**
 * What the data policies and workflows of an instance as delivered demand when a record is closed, by table and stored state. Data
 * policies themselves are read by administrators alone; one that an instance has added says so when a write meets it.
 */
const DEMANDED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  incident: { '6': ['close_code', 'close_notes'], '7': ['close_code', 'close_notes'] },
  problem: { '106': ['resolution_code', 'fix_notes', 'cause_notes'], '107': ['resolution_code'] },
  change_request: { '3': ['close_code', 'close_notes'] },
  sn_customerservice_case: { '3': ['resolution_code', 'close_notes'], '6': ['resolution_code', 'close_notes'] },
};

/** Any state can be set from any other; what entering one demands of columns that the table has. */
export async function statusWays(
  instance: Instance,
  table: string,
  signal: AbortSignal,
): Promise<readonly StatusWay[]> {
  const { itemTypes } = await describeTable(instance, table, signal);
  return itemTypes.flatMap(({ id: typeId, fields }) => {
    const has = new Set(fields.map(({ id }) => id));
    const states = fields.find(({ id }) => id === 'state')?.options ?? [];
    return states.map(({ id, label }) => {
      const needs = (DEMANDED[table]?.[id] ?? [])
        .filter((field) => has.has(field))
        .map((field) => ({ id: field, options: null }));
      return { typeId, name: label, from: null, to: id, needs };
    });
  });
}
