import type { SyncJob } from '../integrations/index.js';
import { endLink } from '../links/index.js';
import { opposite, type Side } from '../mappings/index.js';
import { NotFoundError } from '../shared/index.js';
import { releaseClaims } from '../storage/index.js';
import type { Sinks } from '../writes/index.js';
import { postponeChanges, removeChanges } from './change-repository.js';
import type { Vanished } from './decision.js';
import { readItems } from './read-items.js';

/** How long until an item that was not there is looked for the second time. */
const SECOND_LOOK_MS = 60_000;

/**
 * Deals with linked items that cannot be read (I5). Absence is a suspicion: each is looked for twice, and believed only while
 * another item of the same container can be read. More at once than the integration's limit stops the run.
 * @returns why the run must stop, or null.
 */
export async function settleVanished(
  job: SyncJob,
  vanished: readonly Vanished[],
  _sinks: Sinks,
  signal: AbortSignal,
): Promise<string | null> {
  for (const decision of vanished) {
    const isSecond = decision.linked.changes.some((change) => change.kind === 'vanished' && change.attempts > 0);
    if (!isSecond) {
      await suspect(job, decision);
      continue;
    }
    if (!(await controlIsReadable(job, decision, signal))) {
      await wait(
        job,
        decision,
        `${job.sides[decision.side].container} cannot be read at all just now: rights or project are missing`,
      );
      continue;
    }
    const excess = await overLimit(job, decision.side);
    if (excess !== null) return excess;
    await believe(job, decision, signal);
  }
  return null;
}

function nameOf(job: SyncJob, decision: Vanished): string {
  return `${decision.linked.link[decision.side].key} in ${job.sides[decision.side].connection.name}`;
}

async function suspect(job: SyncJob, decision: Vanished): Promise<void> {
  await job.database.transaction('suspect absence', async (transaction) => {
    await transaction.query(`update changes set kind = 'vanished' where id = any($1::bigint[])`, [
      decision.linked.changes.map(({ id }) => id),
    ]);
    await postponeChanges(
      transaction,
      decision.linked.changes.map(({ id }) => ({
        id,
        delayMs: SECOND_LOOK_MS,
        isAttempt: true,
        problem: `${nameOf(job, decision)} is out of sight`,
      })),
    );
    await releaseClaims(transaction, job.workerId, [decision.linked.claim]);
  });
}

async function wait(job: SyncJob, decision: Vanished, problem: string): Promise<void> {
  await job.database.transaction('wait for absence', (transaction) =>
    postponeChanges(
      transaction,
      decision.linked.changes.map(({ id }) => ({ id, delayMs: SECOND_LOOK_MS * 10, problem, isAttempt: true })),
    ),
  );
}

/** Reads another linked item of the same container: if that is gone too, the container or our right is. */
async function controlIsReadable(job: SyncJob, decision: Vanished, signal: AbortSignal): Promise<boolean> {
  const { side, linked } = decision;
  const rows = await job.database.transaction('find control items', (transaction) =>
    transaction.query(
      `select ${side}_id as item_id from links where integration_id = $1 and ended_at is null and id <> $2
        order by synced_at desc limit 5`,
      [job.integration.id, linked.link.id],
    ),
  );
  if (rows.length === 0) return true;
  const control = await readItems(
    job,
    side,
    rows.map((row) => String(row.item_id)),
    signal,
  );
  return control.items.size > 0;
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

async function believe(job: SyncJob, decision: Vanished, signal: AbortSignal): Promise<void> {
  const { linked, side } = decision;
  const { deletes } = job.integration.definition;
  const partner = opposite(side);
  if (deletes === 'delete') {
    try {
      await job.sides[partner].tool.remove(
        { container: job.sides[partner].container, id: linked.link[partner].id },
        signal,
      );
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  await job.database.transaction('believe absence', async (transaction) => {
    if (deletes === 'keep') {
      await transaction.query('update links set problem = $2, version = version + 1 where id = $1', [
        linked.link.id,
        `${nameOf(job, decision)} is out of sight: deleted, moved away or hidden from this account; the other side is kept`,
      ]);
    } else {
      await endLink(transaction, linked.link.id, 'gone');
    }
    await removeChanges(transaction, linked.changes);
  });
}
