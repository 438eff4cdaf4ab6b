import { setMaxListeners } from 'node:events';
import { CallCount, onBehalfOf } from '../connections/index.js';
import {
  describeFault,
  type Engine,
  type FoundSides,
  findSides,
  type Integration,
  integrationOfRun,
  openJob,
  type SyncJob,
} from '../integrations/index.js';
import { type MappingFault, usesExpressions } from '../mappings/index.js';
import { AppliedPlan } from '../plans/index.js';
import { LeaseLostError, once, withLogFields } from '../shared/index.js';
import { type Claim, releaseClaims, type Transaction, takeClaims } from '../storage/index.js';
import { type Cursors, findCursors, listStreams, type Stream } from '../streams/index.js';
import { laneOf } from './lane-of.js';
import { checkSites, planOf, readAll } from './read-phase.js';
import { isActive, type Run, type RunCalls, type RunError } from './run.js';
import { beginRun, countCalls, delayRun, endRun } from './run-repository.js';
import { logTrouble, settleTrouble } from './settle-trouble.js';
import { type WorkEnd, workAll } from './work-phase.js';

/** What else belongs to a worked run. */
export interface WorkOptions {
  /** Aborted, with or before the signal, to have it finish the pages and batches in hand and put the rest down. */
  readonly stopping?: AbortSignal;
  /** Called within the transaction that puts the run off, with the run as it is then. */
  readonly onDelay?: (transaction: Transaction, run: Run) => Promise<void>;
  /** Called within the transaction that ends the run. */
  readonly onEnd?: (transaction: Transaction, run: Pick<Run, 'integrationId' | 'mode'>) => Promise<void>;
  /**
   * Whether another run like it comes by itself after the integration's delay: then what waits for longer than that is left to it,
   * lest new changes wait as well.
   */
  readonly hasNext?: boolean;
}

/**
 * Works a run until it ends, must wait, or `signal` is aborted; safe to call for any run at any time, also for one that another
 * worker has in hand or that died half way: what was committed stays, what was interrupted is looked for.
 * @returns the run as it is then, or null when somebody else has it or nothing is to be done.
 */
export async function workRun(
  engine: Engine,
  runId: string,
  signal: AbortSignal,
  options: WorkOptions = {},
): Promise<Run | null> {
  return withLogFields({ runId }, async () => {
    const run = await workOne(engine, runId, signal, options);
    if (run !== null) logLeft(engine, run);
    return run;
  });
}

/** Polls that find nothing come every few seconds; they are told to whoever wants to hear everything. */
function logLeft({ log }: Engine, { integrationId, mode, state, counters, calls, error }: Run): void {
  const { created, updated, held, failed } = counters;
  const isQuiet = mode === 'incremental' && state === 'finished' && created + updated + held + failed === 0;
  const fields = { integrationId, mode, state, ...counters, calls, reason: error?.message };
  if (isQuiet) log.debug('a run is left', fields);
  else log.info('a run is left', fields);
}

async function workOne(
  engine: Engine,
  runId: string,
  signal: AbortSignal,
  { stopping = signal, onDelay, onEnd, hasNext = false }: WorkOptions,
): Promise<Run | null> {
  // every call that waits listens to it, and a batch has a hundred of them
  setMaxListeners(0, signal);
  const begun = await engine.database.transaction('begin run', (transaction) => takeRun(transaction, engine, runId));
  if (begun === null) return null;
  const { claim, run } = begun;
  engine.log.debug('a run begins', { integrationId: run.integrationId, mode: run.mode, phase: run.phase });
  const calls = new CallCount(run.calls);
  const leave: Leave = async (transaction, how) => {
    const sent = calls.sent();
    const [ended] = await Promise.all([how(transaction, sent), releaseClaims(transaction, engine.workerId, [claim])]);
    return ended ?? countCalls(transaction, run.id, sent);
  };
  const putDown: Leave = async (transaction, how) => {
    const left = await leave(transaction, how);
    if (left !== null) await (isActive(left.state) ? onDelay : onEnd)?.(transaction, left);
    return left;
  };
  const end: Leave = async (transaction, how) => {
    const [left] = await Promise.all([leave(transaction, how), onEnd?.(transaction, run)]);
    return left;
  };
  const work: Work = { engine, begun, calls, putDown, end, stopping, hasNext, job: null };
  try {
    const party = { name: `${run.integrationId} ${laneOf(run)}`, assertMayWrite: engine.assertLease };
    return await onBehalfOf(party, () => calls.during(() => workAsJob(work, signal)));
  } catch (error) {
    const trouble = { engine, run, job: work.job, error, isStopping: stopping.aborted };
    logTrouble(trouble);
    return engine.database.transaction('leave run', (transaction) =>
      putDown(transaction, (_, sent) => settleTrouble(transaction, trouble, sent)),
    );
  }
}

/** A run that this worker has claimed, with what the database knows of its integration. */
interface Begun {
  readonly claim: Claim;
  readonly run: Run;
  /** Null when it is gone. */
  readonly integration: Integration | null;
  readonly sides: FoundSides | null;
  readonly cursors: Cursors;
  readonly published: readonly Stream[];
}

async function takeRun(transaction: Transaction, { workerId }: Engine, runId: string): Promise<Begun | null> {
  const [claims, integration] = await Promise.all([
    takeClaims(transaction, workerId, [`run:${runId}`]),
    integrationOfRun(transaction, runId),
  ]);
  const claim = claims.get(`run:${runId}`);
  if (claim === undefined) return null;
  const [run, published, cursors, sides] = await Promise.all([
    beginRun(transaction, runId),
    listStreams(transaction, runId),
    integration === null ? {} : findCursors(transaction, integration.id),
    integration === null ? null : findSides(transaction, integration),
  ]);
  if (run === null) {
    await releaseClaims(transaction, workerId, [claim]);
    return null;
  }
  return { claim, run, integration, sides, cursors, published };
}

/** Puts the run down in the transaction that stores how it has ended. @returns the run as it is then; null: it was deleted */
type Leave = (transaction: Transaction, how: End) => Promise<Run | null>;

/** @returns the run as it is then, its calls counted; null where nothing of it was changed */
type End = (transaction: Transaction, calls: RunCalls) => Promise<Run | null>;

interface Work {
  readonly engine: Engine;
  readonly begun: Begun;
  readonly calls: CallCount;
  readonly putDown: Leave;
  /** The same where it is known that the run is over then, whatever else has become of it. */
  readonly end: Leave;
  readonly stopping: AbortSignal;
  readonly hasNext: boolean;
  /** Once it is open. */
  job: SyncJob | null;
}

async function workAsJob(work: Work, signal: AbortSignal): Promise<Run | null> {
  const { engine, calls, putDown, end, stopping, hasNext } = work;
  const { claim, run, integration, sides, cursors, published } = work.begun;
  if (integration === null || sides === null) throw new LeaseLostError('the integration is gone');
  const wantedAt = new Date(engine.clock.now().getTime() - run.ageMs);
  calls.expect([integration.definition.left.connection, integration.definition.right.connection]);
  const { job, faults } = await openJob(engine, integration, { id: run.id, lane: laneOf(run) }, signal, sides);
  work.job = job;
  const plan = await planOf(job, run);
  const siteIsKnown = once(() => {
    // something is to be merged soon: the thread loads while the sites answer
    if (usesExpressions(job.mapping)) engine.expressions.start();
    return checkSites(job, signal);
  });
  const applied = plan === null ? null : new AppliedPlan(plan);
  const takesOver = run.mode === 'onboarding' || plan?.mode === 'onboarding';
  const leaveAs =
    (workEnd: WorkEnd): End =>
    (transaction, sent) =>
      workEnd.kind === 'waiting'
        ? delayRun(transaction, run.id, { delayMs: workEnd.delayMs, error: null }, sent)
        : finishRun(transaction, run, sent, {
            stopped: workEnd.kind === 'stopped' ? workEnd.reason : null,
            remarks: remarksOn(integration, faults, applied?.drift() ?? []),
            takesOver,
          });
  let left: Run | null = null;
  const leaveQuietly = async (transaction: Transaction) => {
    left = await end(transaction, leaveAs({ kind: 'done' }));
  };
  const reading = { job, run, claim, plan, cursors, published, wantedAt, siteIsKnown, leaveQuietly, stopping };
  const waiting = await readAll(reading, signal);
  if (waiting === null) return left;
  const nextInMs = hasNext && run.mode === 'incremental' ? integration.definition.delayMs : null;
  const sent = () => calls.sent();
  const working = { job, run, applied, siteIsKnown, waiting, stopping, nextInMs, isThorough: takesOver, sent };
  const workEnd = await workAll(working, signal);
  return engine.database.transaction('leave run', (transaction) => putDown(transaction, leaveAs(workEnd)));
}

/** What a person must know of a run that has finished: parts of the mapping that cannot work, writes that were not as planned. */
function remarksOn(
  integration: Integration,
  faults: readonly MappingFault[],
  drift: readonly string[],
): RunError | null {
  const wrong = faults.map((fault) => describeFault(integration, fault));
  if (wrong.length === 0 && drift.length === 0) return null;
  return {
    name: wrong.length > 0 ? 'MappingFault' : 'Drift',
    message: [
      ...(wrong.length > 0 ? [`part of the mapping cannot work: ${wrong.join('; ')}`] : []),
      ...(drift.length > 0 ? [`not as planned: ${drift.join('; ')}`] : []),
    ].join('. '),
    details: { faults: wrong, drift: [...drift] },
  };
}

/** How a run came to its end. */
interface Ending {
  readonly stopped: string | null;
  readonly remarks: RunError | null;
  /** Whether it did what an onboarding does. */
  readonly takesOver: boolean;
}

async function finishRun(
  transaction: Transaction,
  run: Run,
  calls: RunCalls,
  { stopped, remarks, takesOver }: Ending,
): Promise<Run | null> {
  if (stopped !== null) {
    const error = { name: 'DeleteLimit', message: stopped, details: {} };
    return endRun(transaction, run, { state: 'stopped', error }, calls);
  }
  const left = await endRun(transaction, run, { state: 'finished', error: remarks }, calls);
  if (takesOver) {
    await transaction.query('update integrations set onboarded_at = syncline_now() where id = $1', [run.integrationId]);
  }
  return left;
}
