import { type Engine, openJob, PreparedMappings } from '../integrations/index.js';
import { opposite, type Side, type Tried, tryConversion } from '../mappings/index.js';
import { ConfigurationError } from '../shared/index.js';
import { type OpenDraft, underDraft } from './check/open-draft.js';
import { findItem } from './find-item.js';

/** Which row of a draft, which way, and on which item. */
export interface WantedTry {
  readonly item: number;
  readonly field: number;
  /** The side that would be written. */
  readonly to: Side;
  /** Of the item that the value comes from, or of its partner; null: the one that was synced last. */
  readonly key: string | null;
}

/** What a row makes of an item. */
export interface TriedField extends Tried {
  readonly sourceKey: string;
  readonly targetKey: string | null;
}

/**
 * Converts one field of a real item by a draft, as a run would. Reads the tool, writes nothing.
 * @throws UnknownNameError when there is no such row or item. @throws ConfigurationError when the draft, or the row, cannot work.
 */
export async function tryField(
  engine: Engine,
  draft: OpenDraft,
  wanted: WantedTry,
  signal: AbortSignal,
): Promise<TriedField> {
  const integration = underDraft(draft);
  const row = integration.definition.items[wanted.item]?.fields[wanted.field];
  if (row === undefined) throw new ConfigurationError('the draft has no such row');
  const alone = { ...engine, mappings: new PreparedMappings() };
  const { job, faults } = await openJob(alone, integration, { id: engine.random.uuid(), lane: 'try' }, signal);
  const rule = job.mapping.rules.find(({ index }) => index === wanted.item);
  const field = rule?.fields.find(({ id }) => id === row.id);
  if (field === undefined) {
    const path = `items[${wanted.item}]`;
    const own = faults.filter((fault) => fault.path.startsWith(`${path}.fields[${wanted.field}]`));
    const why = own.length > 0 ? own : faults.filter((fault) => fault.path.startsWith(path));
    throw new ConfigurationError(`this row cannot work: ${why.map(({ message }) => message).join('; ')}`);
  }
  const { source, target } = await findItem(job, opposite(wanted.to), wanted.key, signal);
  const { mapping, ports } = job;
  const tried = await tryConversion({ mapping, field, to: wanted.to, source, target, ports }, signal);
  return { ...tried, sourceKey: source.key, targetKey: target?.key ?? null };
}
