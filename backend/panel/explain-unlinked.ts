import { type Change, type Decision, decideBatch, readItems, viewBatch } from '../changes/index.js';
import type { Connector } from '../connectors/sdk/index.js';
import { type Engine, type Integration, openJob, type SyncJob } from '../integrations/index.js';
import { opposite, ruleFor, type Side } from '../mappings/index.js';

/** Why an item has no partner in an integration. */
export interface WhyUnlinked {
  readonly reason: /** Nothing runs; `words` say why. */
    | 'paused'
    /** What existed before is not taken over yet. */
    | 'not started'
    /** It had a partner once: what was unlinked, undone or gone is not made again. */
    | 'ended'
    /** No entry of `items` takes it. */
    | 'mapping'
    /** The filter leaves it out; `clauses` are the conditions that do not hold. */
    | 'filter'
    /** Partners are not made on the other side. */
    | 'not created'
    /** It cannot be dealt with as it is; `words` say what is in the way. */
    | 'problem'
    /** Nothing: the next run deals with it. */
    | 'next run';
  readonly words: string;
  readonly clauses: readonly string[];
}

/** An item of an integration that is not linked there. */
export interface AskedItem {
  readonly side: Side;
  readonly id: string;
}

/**
 * Asks the engine what a run would do with an unlinked item now, and where that is nothing, why. Reads both tools and writes nothing.
 * @returns null when the item is in another container: then it is none of this integration's business.
 * @throws what reading the tools throws.
 */
export async function explainUnlinked(
  engine: Engine,
  integration: Integration,
  { side, id }: AskedItem,
  { connectors, signal }: { readonly connectors: readonly Connector[]; readonly signal: AbortSignal },
): Promise<(WhyUnlinked & { readonly key: string }) | null> {
  const { job } = await openJob(engine, integration, { id: engine.random.uuid(), lane: 'incremental' }, signal);
  const { tool, container, connection } = job.sides[side];
  const isInside = (filter: string) => tool.matching({ container, filter, ids: [id] }, signal);
  if (!(await isInside('')).has(id)) return null;
  const { items } = await readItems(job, side, [id], signal);
  const item = items.get(id);
  if (item === undefined) return null;
  const because = (reason: WhyUnlinked['reason'], words: string, clauses: readonly string[] = []) => ({
    reason,
    words,
    clauses,
    key: item.key,
  });
  if (integration.pausedReason !== null) return because('paused', integration.pausedReason);
  const change: Change = {
    id: '0',
    side,
    itemId: id,
    itemKey: item.key,
    kind: 'seen',
    filtered: false,
    versionToken: null,
    versionAt: null,
    attempts: 0,
  };
  const batch = await viewBatch(job, [change]);
  if (batch.unlinked.some(({ isTombstoned }) => isTombstoned)) {
    return because('ended', 'it was linked once, and what was ended is not made again');
  }
  const [decision] = await decideBatch(job, batch, signal);
  if (decision !== undefined && decision.kind !== 'skip')
    return { ...because('next run', ''), ...whatFollows(decision, job) };
  const rule = await ruleFor(job.mapping, side, item, job.ports, signal);
  if (rule === null) return because('mapping', wordsOfMapping(job, side, item.typeId));
  const { filter } = integration.definition[side];
  if (filter !== null && !(await isInside(filter)).has(id)) {
    const clauses = connectors.find(({ name }) => name === connection.connector)?.clausesOf?.(filter) ?? [filter];
    const failing: string[] = [];
    for (const clause of clauses) if (!(await isInside(clause)).has(id)) failing.push(clause);
    return because('filter', 'the filter of the integration leaves it out', failing);
  }
  const far = job.sides[opposite(side)].connection.name;
  return because('not created', `partners of new items are not made in ${far}`);
}

function whatFollows(decision: Decision, job: SyncJob): Partial<WhyUnlinked> {
  switch (decision.kind) {
    case 'create':
      return job.integration.onboardedAt === null
        ? { reason: 'not started', words: 'what exists already is taken over when somebody starts it' }
        : { words: 'its partner is made by the next run' };
    case 'link':
      return { words: 'its partner exists already and is linked by the next run' };
    case 'postponed':
      return decision.problem === null
        ? { words: 'the next run looks at it' }
        : { reason: 'problem', words: decision.problem };
    default:
      return { words: 'the next run looks at it' };
  }
}

function wordsOfMapping(job: SyncJob, side: Side, typeId: string): string {
  const type = job.sides[side].schema.itemTypes.find(({ id }) => id === typeId)?.name ?? typeId;
  const isTaken = job.mapping.rules.some((rule) => rule[side].typeId === null || rule[side].typeId === typeId);
  return isTaken
    ? `no condition of the entries of items for ${type} holds for it`
    : `no entry of items takes the type ${type}`;
}
