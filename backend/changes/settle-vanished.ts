import { type Conflict, findConflicts } from '../conflicts/index.js';
import type { SyncJob } from '../integrations/index.js';
import { ITEM_FIELD } from '../links/index.js';
import type { Side } from '../mappings/index.js';
import { ConfigurationError, RefusedError } from '../shared/index.js';
import { believeAbsence, goneName } from './believe-absence.js';
import { postponeChanges, suspectAbsence } from './change-repository.js';
import type { Vanished } from './decision.js';
import { followReplaced } from './follow-replaced.js';
import { readItems } from './read-items.js';

/** How long until an item that was not there is looked for the second time. */
const SECOND_LOOK_MS = 60_000;
/** How long until it is looked for again while nothing of its container can be read. */
const BLIND_MS = 600_000;
/** Items of the same container that are read to see whether anything can be. */
const CONTROL_ITEMS = 5;

/**
 * Deals with linked items that cannot be read (I5). Absence is a suspicion: each is looked for twice, and believed only while
 * something else of the same container can be read. More at once than the integration's limit stops the run.
 * @returns why the run must stop, or null.
 */
export async function settleVanished(
  job: SyncJob,
  vanished: readonly Vanished[],
  signal: AbortSignal,
): Promise<string | null> {
  if (vanished.length === 0) return null;
  const conflicts = await job.database.transaction('find conflicts', (transaction) =>
    findConflicts(
      transaction,
      vanished.map(({ linked }) => linked.link.id),
    ),
  );
  for (const decision of vanished) {
    const replacedBy = decision.missing?.replacedBy ?? null;
    if (replacedBy !== null && (await followReplaced(job, decision, replacedBy))) continue;
    if (!isSecondLook(decision)) {
      await suspect(job, decision);
      continue;
    }
    if (!(await controlIsReadable(job, decision, signal))) {
      await wait(job, decision);
      continue;
    }
    const answer = answerTo(decision, conflicts);
    const excess = answer === null ? await overLimit(job, decision.side) : null;
    if (excess !== null) return excess;
    await believeAbsence(job, decision, answer, signal);
  }
  return null;
}

function isSecondLook({ linked, side }: Vanished): boolean {
  return linked.changes.some((change) => change.side === side && change.kind === 'vanished' && change.attempts > 0);
}

function answerTo({ linked }: Vanished, conflicts: readonly Conflict[]): Conflict | null {
  const ofItem = ({ linkId, field }: Conflict) => linkId === linked.link.id && field === ITEM_FIELD;
  return conflicts.find((conflict) => ofItem(conflict) && conflict.state === 'answered') ?? null;
}

async function suspect(job: SyncJob, decision: Vanished): Promise<void> {
  const { linked, side } = decision;
  const problem = `${goneName(job, decision)} is out of sight`;
  await job.database.transaction('suspect absence', async (transaction) => {
    await postponeChanges(
      transaction,
      linked.changes.map(({ id }) => ({ id, delayMs: SECOND_LOOK_MS, isAttempt: false, problem })),
    );
    await suspectAbsence(transaction, {
      integrationId: job.integration.id,
      lane: job.lane,
      side,
      item: linked.link[side],
      delayMs: SECOND_LOOK_MS,
      problem,
    });
  });
}

async function wait(job: SyncJob, { linked, side }: Vanished): Promise<void> {
  const problem = `${job.sides[side].container} cannot be read at all just now: rights or project are missing`;
  await job.database.transaction('wait for absence', (transaction) =>
    postponeChanges(
      transaction,
      linked.changes.map(({ id }) => ({ id, delayMs: BLIND_MS, problem, isAttempt: true })),
    ),
  );
}

/**
 * Whether anything else of the same container can be read: linked items, else whatever a listing shows. If nothing can, the
 * container or our right to see into it is gone, and that says nothing of the item. A tool that remembers the deletion needs no control.
 */
async function controlIsReadable(
  job: SyncJob,
  { side, linked, missing }: Vanished,
  signal: AbortSignal,
): Promise<boolean> {
  if (missing?.deleted === true) return true;
  const rows = await job.database.transaction('find control items', (transaction) =>
    transaction.query(
      `select l.${side}_id as item_id from links l
         left join changes c on c.integration_id = $1 and c.side = $3 and c.item_id = l.${side}_id and c.kind = 'vanished'
        where l.integration_id = $1 and l.ended_at is null and l.id <> $2
        order by c.id is not null, l.synced_at desc limit $4`,
      [job.integration.id, linked.link.id, side, CONTROL_ITEMS],
    ),
  );
  const isReadable = async (ids: readonly string[]) => (await readItems(job, side, ids, signal)).items.size > 0;
  try {
    return (
      (await isReadable(rows.map((row) => String(row.item_id)))) ||
      (await isReadable(await listSome(job, side, signal)))
    );
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof RefusedError) return false;
    throw error;
  }
}

async function listSome(job: SyncJob, side: Side, signal: AbortSignal): Promise<readonly string[]> {
  const { tool, container } = job.sides[side];
  const all = { filter: null, order: 'identity', updatedSince: null, createdSince: null, after: null } as const;
  const page = await tool.page({ container, ...all }, signal);
  return page.refs.slice(0, CONTROL_ITEMS).map(({ id }) => id);
}

/** Whether so many items are missing that a person must say whether that can be true. */
async function overLimit(job: SyncJob, side: Side): Promise<string | null> {
  const { percent, items } = job.integration.definition.deleteLimit;
  const rows = await job.database.transaction('count absences', (transaction) =>
    transaction.query(
      `select (select count(*) from changes where integration_id = $1 and side = $2 and kind = 'vanished')::int as vanished,
              (select count(*) from links where integration_id = $1 and ended_at is null)::int as links`,
      [job.integration.id, side],
    ),
  );
  const vanished = Number(rows[0]?.vanished ?? 0);
  const limit = Math.max(items, Math.floor((Number(rows[0]?.links ?? 0) * percent) / 100));
  if (vanished <= limit) return null;
  return (
    `${vanished} items of ${job.sides[side].container} are out of sight, more than the limit of ${limit}: ` +
    'check the rights and the project; to accept it, raise deleteLimit and apply'
  );
}
