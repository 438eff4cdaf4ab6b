import type { FieldDescriptor, FieldValue, Item, WriteStep } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { CompiledRule, Side } from '../mappings/index.js';
import { RefusedError } from '../shared/index.js';
import { assertClaims, type Claim } from '../storage/index.js';
import { parseWritten } from './build-update.js';
import { endOf } from './perform.js';
import { type NewWrite, settleWrites, storeIntents } from './write-repository.js';

/** An item that shall be brought to an end, and the link because of which. */
export interface Ending {
  readonly claim: Claim;
  readonly linkId: string;
  readonly rule: CompiledRule;
  readonly side: Side;
  readonly item: Item;
}

/**
 * Brings an item to a status in which work is over, intent first (I13); one that is there already is left as it is. Of several
 * such statuses it takes the first that the mapping names, else the first that the tool has a way to.
 * @returns in words why it cannot be done, or null. @throws UnknownOutcomeError when nobody knows; it must be looked at again.
 */
export async function closeItem(job: SyncJob, ending: Ending, signal: AbortSignal): Promise<string | null> {
  const { side, item, rule } = ending;
  const status = statusOf(job, side, item);
  if (status === null) return `${item.key} has no status that says it is over`;
  const closed = (status.options ?? []).filter((option) => option.category === 'closed' && !option.disabled);
  const present = item.fields[status.id] ?? null;
  if (closed.some((option) => idOf(present) === option.id)) return null;
  const named = (option: (typeof closed)[number]) => transitionValues(rule, side, option) !== undefined;
  let refusal = `${item.key} has no status that says it is over`;
  for (const option of [...closed.filter(named), ...closed.filter((candidate) => !named(candidate))]) {
    try {
      const entering = await parseWritten(job, side, rule, transitionValues(rule, side, option) ?? {}, signal);
      const fields = [...job.mapping.fields[side].filter(({ id }) => id !== status.id), status];
      const set = { [status.id]: { id: option.id, label: option.label } };
      const steps = await job.sides[side].tool.steps({ item, change: { set, elements: {}, entering }, fields }, signal);
      return await performSteps(job, ending, steps, signal);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refusal = error.message;
    }
  }
  return refusal;
}

function statusOf(job: SyncJob, side: Side, item: Item): FieldDescriptor | null {
  const types = job.sides[side].schema.itemTypes;
  const fields = (types.find(({ id }) => id === item.typeId) ?? types[0])?.fields ?? [];
  return fields.find(({ kind }) => kind === 'status') ?? null;
}

function idOf(value: FieldValue): string | null {
  return value !== null && typeof value === 'object' && 'id' in value ? value.id : null;
}

function transitionValues(rule: CompiledRule, side: Side, option: { readonly id: string; readonly label: string }) {
  for (const field of rule.fields) {
    const byToken = field.rule.transition[side];
    const written = byToken[option.id] ?? byToken[option.label];
    if (written !== undefined) return written;
  }
  return undefined;
}

async function performSteps(
  job: SyncJob,
  { claim, linkId, side, item }: Ending,
  steps: readonly WriteStep[],
  signal: AbortSignal,
): Promise<null> {
  const id = job.random.uuid();
  const write: NewWrite = {
    id,
    integrationId: job.integration.id,
    runId: job.runId,
    linkId,
    kind: 'update',
    side,
    idempotencyKey: id,
    sourceId: null,
    sourceKey: item.key,
    targetId: item.id,
    body: { fields: [], steps, hint: null, comment: null },
  };
  await job.database.transaction('intend ending', async (transaction) => {
    await assertClaims(transaction, job.workerId, [claim]);
    await storeIntents(transaction, [write]);
  });
  const { tool, container } = job.sides[side];
  let failure: unknown = null;
  try {
    for (const step of steps) {
      await tool.perform({ container, id: item.id, step, fields: job.mapping.fields[side] }, signal);
    }
  } catch (error) {
    failure = error;
  }
  const ended = failure === null ? { state: 'done' as const, problem: null } : endOf(write, failure, signal);
  await job.database.transaction('settle ending', (transaction) =>
    settleWrites(transaction, [{ id, state: ended.state, targetId: item.id, error: ended.problem }]),
  );
  if (failure !== null) throw failure;
  return null;
}
