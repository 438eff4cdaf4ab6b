import { type Change, type Decision, decideBatch, dropSeen, viewBatch } from '../changes/index.js';
import type { ItemRef } from '../connectors/sdk/index.js';
import { type Engine, type Integration, openJob, type SyncJob } from '../integrations/index.js';
import { SIDES, type Side } from '../mappings/index.js';
import { findCursors, planStreams, type StreamQuery } from '../streams/index.js';
import { describeDecision } from './describe-decision.js';
import { type Plan, type PlannedHold, type PlannedPair, type PlannedWrite, planHash } from './plan.js';
import { storePlan } from './plan-repository.js';

/** As many items as one bulk read takes. */
const BATCH_SIZE = 100;

/**
 * Says what a run would write now: the first onboarding where none has finished, else everything that changed since. Reads the
 * tools; touches neither cursor nor ledger nor changes (I20). The plan itself is kept, for `sync --plan`.
 */
export async function makePlan(engine: Engine, integration: Integration, signal: AbortSignal): Promise<Plan> {
  const id = engine.random.uuid();
  const mode = integration.onboardedAt === null ? 'onboarding' : 'incremental';
  const { job } = await openJob(engine, integration, { id, lane: mode }, signal);
  const writes: PlannedWrite[] = [];
  const held: PlannedHold[] = [];
  const problems: string[] = [];
  const pairs: PlannedPair[] = [];
  const paired = new Set<string>();
  let read = 0;
  let unchanged = 0;
  for await (const changes of changesNow(job, mode, signal)) {
    const decisions: readonly Decision[] = await decideBatch(job, await viewBatch(job, changes), signal);
    read += changes.length;
    for (const decision of decisions) {
      if (isDealtWith(decision, paired)) continue;
      pairs.push(...newPairOf(decision));
      const described = describeDecision(decision);
      writes.push(...described.writes);
      held.push(...described.held);
      if (described.problem !== null) problems.push(described.problem);
      if (described.writes.length === 0 && described.held.length === 0 && described.problem === null) unchanged += 1;
    }
  }
  const count = (kind: PlannedWrite['kind']) => ({
    left: writes.filter((write) => write.kind === kind && write.side === 'left').length,
    right: writes.filter((write) => write.kind === kind && write.side === 'right').length,
  });
  const plan: Plan = {
    id,
    integration: integration.name,
    mode,
    mappingVersion: integration.mappingVersion,
    hash: planHash(writes),
    createdAt: engine.clock.now().toISOString(),
    counts: {
      read,
      creates: count('create'),
      updates: count('update'),
      comments: count('comment'),
      pairs: pairs.length,
      held: held.length,
      unchanged,
      problems: problems.length,
    },
    writes,
    held,
    pairs,
    problems,
    readOnly: SIDES.map((side) => job.sides[side].connection)
      .filter(({ settings }) => settings.readOnly)
      .map(({ name }) => name),
  };
  await engine.database.transaction('store plan', (transaction) => storePlan(transaction, integration.id, plan));
  return plan;
}

function newPairOf(decision: Decision): readonly PlannedPair[] {
  if (decision.kind !== 'link' || !decision.isNew) return [];
  const { left, right } = decision.items;
  return [{ leftId: left.id, leftKey: left.key, rightKey: right.key }];
}

/** A pair found from both of its sides is one pair: a run links it when it meets the first. */
function isDealtWith(decision: Decision, paired: Set<string>): boolean {
  if (decision.kind !== 'link') return false;
  const pair = `${decision.items.left.id} ${decision.items.right.id}`;
  const isKnown = paired.has(pair);
  paired.add(pair);
  return isKnown;
}

/** Everything that a run would deal with: what waits, and what the tools show now, each item once. */
async function* changesNow(job: SyncJob, mode: Plan['mode'], signal: AbortSignal): AsyncGenerator<readonly Change[]> {
  const seen = new Set<string>();
  const waiting = await waitingChanges(job);
  for (const change of waiting) seen.add(`${change.side} ${change.itemId}`);
  for (let from = 0; from < waiting.length; from += BATCH_SIZE) yield waiting.slice(from, from + BATCH_SIZE);
  const streams = await job.database.transaction('plan streams', async (transaction) =>
    planStreams({
      integration: job.integration,
      mode: mode === 'onboarding' ? 'onboarding' : 'poll',
      cursors: await findCursors(transaction, job.integration.id),
      overlapMs: {
        left: job.sides.left.tool.abilities.overlapMs,
        right: job.sides.right.tool.abilities.overlapMs,
      },
    }),
  );
  for (const stream of streams) {
    let batch: Change[] = [];
    for await (const ref of newRefs(job, stream.side, stream.query, signal)) {
      const name = `${stream.side} ${ref.id}`;
      if (seen.has(name)) continue;
      seen.add(name);
      batch.push(toChange(stream.side, ref, stream.query.filtered));
      if (batch.length < BATCH_SIZE) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
}

async function* newRefs(job: SyncJob, side: Side, query: StreamQuery, signal: AbortSignal): AsyncGenerator<ItemRef> {
  const { tool, container } = job.sides[side];
  let after: Parameters<typeof tool.page>[0]['after'] = null;
  do {
    const page = await tool.page(
      {
        container,
        filter: query.filtered ? job.integration.definition[side].filter : null,
        order: query.order,
        updatedSince: query.updatedSince === null ? null : new Date(query.updatedSince),
        createdSince: query.createdSince === null ? null : new Date(query.createdSince),
        after,
      },
      signal,
    );
    yield* await job.database.transaction('find new references', (transaction) =>
      dropSeen(transaction, job.integration.id, side, page.refs),
    );
    after = page.next;
  } while (after !== null);
}

/** What earlier runs have found and not dealt with, the links that an older version of the mapping has written, and those with an answer. */
async function waitingChanges(job: SyncJob): Promise<readonly Change[]> {
  const rows = await job.database.transaction('list waiting changes', (transaction) =>
    transaction.query(
      `select side, item_id, item_key, kind, filtered from changes where integration_id = $1
       union
       select 'left', left_id, left_key, 'seen', false from links l
        where integration_id = $1 and ended_at is null
          and (mapping_version < $2 or exists (select 1 from conflicts a where a.link_id = l.id and a.state = 'answered'))
          and not exists (select 1 from changes c
                           where c.integration_id = $1 and c.side = 'left' and c.item_id = l.left_id)
        order by 1, 2`,
      [job.integration.id, job.integration.mappingVersion],
    ),
  );
  return rows.map((row) => ({
    ...toChange(
      SIDES.find((side) => side === row.side) ?? 'left',
      { id: String(row.item_id), key: String(row.item_key) },
      row.filtered === true,
    ),
    kind: row.kind === 'vanished' ? 'vanished' : 'seen',
  }));
}

function toChange(side: Side, ref: Pick<ItemRef, 'id' | 'key'>, filtered: boolean): Change {
  return {
    id: '0',
    side,
    itemId: ref.id,
    itemKey: ref.key,
    kind: 'seen',
    filtered,
    versionToken: null,
    versionAt: null,
    attempts: 0,
  };
}
