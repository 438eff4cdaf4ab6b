import type { SyncJob } from '../integrations/index.js';
import { type CompiledField, type FieldOutcome, mergeItem, SIDES } from '../mappings/index.js';
import type { Pair } from './prepare-link.js';

/** Whether both sides will say the same in this field once these writes are taken. @throws what a port throws */
export async function willAgree(
  job: SyncJob,
  pair: Pair,
  field: CompiledField,
  { writes }: Extract<FieldOutcome, { kind: 'carry' }>,
  signal: AbortSignal,
): Promise<boolean> {
  const items = { ...pair.items };
  for (const side of SIDES) {
    const [write, descriptor] = [writes[side], field[side]];
    if (write === undefined || descriptor === null || job.sides[side].connection.settings.readOnly) continue;
    items[side] = { ...items[side], fields: { ...items[side].fields, [descriptor.id]: write.value } };
  }
  // what is held is not merged: it is only asked whether it agrees
  const held = new Set([field.id]);
  const rule = { ...pair.rule, fields: [field] };
  const outcomes = await mergeItem({ mapping: job.mapping, rule, bases: {}, ...items, held, ports: job.ports }, signal);
  return outcomes[field.id]?.kind === 'agreed';
}
