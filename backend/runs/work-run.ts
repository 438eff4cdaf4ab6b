import { laneStatus, storeChanges, workBatch } from '../changes/index.js';
import { checkSite, forgetSchemas, pauseConnection } from '../connections/index.js';
import { type Engine, getIntegration, openJob, type SyncJob } from '../integrations/index.js';
import { SIDES } from '../mappings/index.js';
import {
  AppError,
  errorMessage,
  LeaseLostError,
  MalformedAnswerError,
  RateLimitedError,
  ReconnectNeededError,
  UnavailableError,
} from '../shared/index.js';
import { type Claim, releaseClaims, takeClaims } from '../storage/index.js';
import {
  findCursors,
  listStreams,
  planStreams,
  publishStreams,
  type ReadingMode,
  readStream,
  startCursor,
} from '../streams/index.js';
import { findRequestedItems } from './requested-items.js';
import { type Run, type RunError, toDetails } from './run.js';
import { beginRun, countCalls, countRun, delayRun, endRun, getRun, startWorking } from './run-repository.js';

/** Batches in hand at once: while one waits for reads, the other keeps the tools busy. */
const BATCHES_AT_ONCE = 2;
/** The longest that a run waits inside for an interrupted write to be looked for; beyond, it is put off and its worker is free. */
const LONGEST_WAIT_MS = 60_000;
const TROUBLE_BASE_MS = 5_000;
const TROUBLE_MAX_MS = 300_000;
const MOST_TROUBLE = 8;

/**
 * Works a run until it ends, must wait, or `signal` is aborted; safe to call for any run at any time, also for one that another
 * worker has in hand or that died half way: what was committed stays, what was interrupted is looked for.
 * @returns the run as it is then, or null when somebody else has it or nothing is to be done.
 */
export async function workRun(engine: Engine, runId: string, signal: AbortSignal): Promise<Run | null> {
  const begun = await engine.database.transaction('begin run', async (transaction) => {
    const claim = (await takeClaims(transaction, engine.workerId, [`run:${runId}`])).get(`run:${runId}`);
    if (claim === undefined) return null;
    const run = await beginRun(transaction, runId);
    if (run === null) {
      await releaseClaims(transaction, engine.workerId, [claim]);
      return null;
    }
    return { claim, run };
  });
  if (begun === null) return null;
  const { claim, run } = begun;
  let job: SyncJob | null = null;
  let counted: Counted = {};
  try {
    const integration = await engine.database.transaction('get integration', (transaction) =>
      getIntegration(transaction, run.integrationId),
    );
    if (integration === null) throw new LeaseLostError('the integration is gone');
    const opened = await openJob(engine, integration, { id: run.id, lane: laneOf(run) }, signal);
    job = opened.job;
    counted = snapshot(job);
    for (const fault of opened.faults) job.log.warn('part of the mapping cannot work', { ...fault });
    await readAll(job, run, claim, signal);
    const stopped = await workAll(job, run, signal);
    await finish(engine, job, run, stopped);
  } catch (error) {
    await settleTrouble(engine, run, job, error, signal);
  } finally {
    const sent = job === null ? {} : difference(job, counted);
    await engine.database.transaction('leave run', async (transaction) => {
      await countCalls(transaction, run.id, sent);
      await releaseClaims(transaction, engine.workerId, [claim]);
    });
  }
  return engine.database.transaction('get run', (transaction) => getRun(transaction, run.id));
}

/** Where a run's changes wait. Single items have a lane of their own; everything but onboarding shares one. */
export function laneOf(run: Pick<Run, 'id' | 'mode' | 'request'>): string {
  if (run.mode === 'onboarding') return 'onboarding';
  return run.request.items === undefined ? 'incremental' : `run ${run.id}`;
}

async function readAll(job: SyncJob, run: Run, claim: Claim, signal: AbortSignal): Promise<void> {
  if (run.phase === 'working') return;
  const siteIsKnown = once(() => checkSites(job, signal));
  if (run.request.items !== undefined) {
    await siteIsKnown();
    await findRequestedItems(job, run.request.items, signal);
  } else {
    const mode = readingMode(run);
    if (mode === 'onboarding') {
      await siteIsKnown();
      await startCursors(job, signal);
    }
    await publish(job, run, mode);
    const streams = await job.database.transaction('list streams', (transaction) => listStreams(transaction, run.id));
    const reading = {
      job,
      claim,
      beforeNews: siteIsKnown,
      countRead: async () => undefined,
    };
    await Promise.all(
      streams.filter(({ state }) => state !== 'finished').map((stream) => readStream(reading, stream, signal)),
    );
    if (mode === 'reconcile') await suspectUnlisted(job, run);
  }
  await job.database.transaction('start working', (transaction) => startWorking(transaction, run.id));
}

function readingMode(run: Run): ReadingMode {
  if (run.mode === 'onboarding' || run.mode === 'reconcile') return run.mode;
  return 'poll';
}

async function publish(job: SyncJob, run: Run, mode: ReadingMode): Promise<void> {
  await job.database.transaction('publish streams', async (transaction) => {
    const streams = planStreams({
      integration: job.integration,
      mode,
      cursors: await findCursors(transaction, job.integration.id),
      overlapMs: {
        left: job.sides.left.tool.abilities.overlapMs,
        right: job.sides.right.tool.abilities.overlapMs,
      },
    });
    await publishStreams(transaction, run.id, streams);
  });
}

/** Polls begin where onboarding began (I2): what changes while it walks is found by them. */
async function startCursors(job: SyncJob, signal: AbortSignal): Promise<void> {
  for (const side of SIDES) {
    const { toolTime } = await job.sides[side].tool.identify(signal);
    if (toolTime === null) continue;
    await job.database.transaction('start cursor', (transaction) =>
      startCursor(transaction, job.integration.id, side, toolTime),
    );
  }
}

async function checkSites(job: SyncJob, signal: AbortSignal): Promise<void> {
  for (const side of SIDES) {
    const { connection, open } = job.sides[side];
    await checkSite(job.database, connection, open, signal);
  }
}

/** Linked items that a whole listing did not show: suspected to be gone, and looked for by id (I4, I5). */
async function suspectUnlisted(job: SyncJob, run: Run): Promise<void> {
  for (const side of SIDES) {
    await job.database.transaction('suspect unlisted items', async (transaction) => {
      const rows = await transaction.query(
        `select ${side}_id as id, ${side}_key as key from links l
          where integration_id = $1 and ended_at is null
            and not exists (select 1 from listed_items i where i.run_id = $2 and i.side = $3 and i.item_id = l.${side}_id)`,
        [job.integration.id, run.id, side],
      );
      await storeChanges(transaction, {
        integrationId: job.integration.id,
        lane: job.lane,
        side,
        kind: 'seen',
        filtered: false,
        refs: rows.map((row) => ({
          id: String(row.id),
          key: String(row.key),
          version: { token: '', at: new Date(0).toISOString() },
        })),
      });
    });
  }
}

/** Deals with everything in the lane. @returns why a person must decide before it goes on, or null. */
async function workAll(job: SyncJob, run: Run, signal: AbortSignal): Promise<string | null> {
  const lane = { integrationId: job.integration.id, lane: job.lane };
  const siteIsKnown = once(() => checkSites(job, signal));
  let stopped: string | null = null;
  let isBroken = false;
  const loop = async () => {
    while (stopped === null && !isBroken) {
      signal.throwIfAborted();
      const result = await workBatch(job, (transaction, counts) => countRun(transaction, run.id, counts), signal).catch(
        (error: unknown) => {
          isBroken = true;
          throw error;
        },
      );
      if (result.kind === 'stopped') stopped = result.reason;
      if (result.kind === 'idle') return;
    }
  };
  for (;;) {
    const status = await job.database.transaction('lane status', (transaction) => laneStatus(transaction, lane));
    if (status.nextInMs === null) return stopped;
    if (status.nextInMs > 0) {
      if (status.nextInMs > LONGEST_WAIT_MS) return stopped;
      await job.clock.sleep(status.nextInMs, signal);
    }
    await siteIsKnown();
    const ended = await Promise.allSettled(Array.from({ length: BATCHES_AT_ONCE }, loop));
    const failure = ended.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    if (stopped !== null) return stopped;
  }
}

async function finish(engine: Engine, job: SyncJob, run: Run, stopped: string | null): Promise<void> {
  await engine.database.transaction('finish run', async (transaction) => {
    if (stopped !== null) {
      await endRun(transaction, run, 'stopped', { name: 'DeleteLimit', message: stopped, details: {} });
      return;
    }
    await endRun(transaction, run, 'finished', null);
    if (run.mode === 'onboarding') {
      await transaction.query('update integrations set onboarded_at = syncline_now() where id = $1', [
        job.integration.id,
      ]);
    }
  });
}

/** Says what an error means for the run: wait, pause the connection, or end. */
async function settleTrouble(
  engine: Engine,
  run: Run,
  job: SyncJob | null,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  if (error instanceof LeaseLostError) {
    engine.log.warn('a run was taken over by another worker', { runId: run.id });
    return;
  }
  const stored = toRunError(error);
  await engine.database.transaction('settle trouble', async (transaction) => {
    if (signal.aborted) return delayRun(transaction, run.id, 0, null);
    if (error instanceof RateLimitedError) {
      const delayMs = Math.max(0, error.retryAt.getTime() - engine.clock.now().getTime());
      return delayRun(transaction, run.id, delayMs, null);
    }
    if (error instanceof ReconnectNeededError) {
      const connection = job === null ? null : connectionOf(job, error);
      if (connection !== null) await pauseConnection(transaction, connection.id, error.message);
      return endRun(transaction, run, 'paused', stored);
    }
    const isPassing = error instanceof UnavailableError || error instanceof MalformedAnswerError;
    if (isPassing && run.attempts + 1 < MOST_TROUBLE) {
      const delayMs =
        Math.min(TROUBLE_BASE_MS * 2 ** run.attempts, TROUBLE_MAX_MS) * (0.7 + 0.6 * engine.random.next());
      return delayRun(transaction, run.id, delayMs, stored);
    }
    // the tool may have changed under us: the next run describes it afresh
    if (job !== null) for (const side of SIDES) await forgetSchemas(transaction, job.sides[side].connection.id);
    return endRun(transaction, run, 'failed', stored);
  });
  if (!signal.aborted) engine.log.warn('a run could not go on', { runId: run.id, error: stored.message });
}

/** Whose sign-in failed: the connection that the error names. */
function connectionOf(job: SyncJob, error: ReconnectNeededError) {
  const named = SIDES.map((side) => job.sides[side].connection).filter(
    (connection) => error.details.connection === connection.name || error.message.includes(connection.name),
  );
  return named[0] ?? null;
}

function toRunError(error: unknown): RunError {
  return {
    name: error instanceof Error ? error.name : 'Error',
    message: errorMessage(error),
    details: error instanceof AppError ? toDetails(error.details) : {},
  };
}

type Counted = Readonly<Record<string, { readonly reads: number; readonly writes: number }>>;

function snapshot(job: SyncJob): Counted {
  return Object.fromEntries(SIDES.map((side) => [job.sides[side].connection.name, job.sides[side].open.counts()]));
}

function difference(job: SyncJob, before: Counted): Record<string, { reads: number; writes: number }> {
  return Object.fromEntries(
    Object.entries(snapshot(job)).map(([name, now]) => [
      name,
      { reads: now.reads - (before[name]?.reads ?? 0), writes: now.writes - (before[name]?.writes ?? 0) },
    ]),
  );
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= work();
    return result;
  };
}
