import { findConnection, forgetSchemas, pauseConnection } from '../connections/index.js';
import { type Engine, getIntegration, type SyncJob } from '../integrations/index.js';
import { SIDES } from '../mappings/index.js';
import {
  AppError,
  errorMessage,
  LeaseLostError,
  MalformedAnswerError,
  PausedError,
  RateLimitedError,
  ReconnectNeededError,
  UnavailableError,
} from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import { type Run, type RunCalls, type RunError, toDetails } from './run.js';
import { delayRun, endRun } from './run-repository.js';

const TROUBLE_BASE_MS = 5_000;
const TROUBLE_MAX_MS = 300_000;
/** Failures in a row, without anything done between them, after which a run gives up; the next one tries again. */
const MOST_TROUBLE = 8;

/** A run that could not go on. */
export interface Trouble {
  readonly engine: Engine;
  readonly run: Run;
  /** Null when it was not open yet. */
  readonly job: SyncJob | null;
  readonly error: unknown;
  /** Whether the run was told to stop. */
  readonly isStopping: boolean;
}

/** Says what an error means for the run: wait, pause the connection, or end. @returns the run as it is then; null: nothing was changed */
export async function settleTrouble(transaction: Transaction, trouble: Trouble, calls: RunCalls): Promise<Run | null> {
  const { engine, run, job, error, isStopping } = trouble;
  if (error instanceof LeaseLostError) return null;
  const stored = toRunError(error);
  const untilMs = (moment: Date) => Math.max(0, moment.getTime() - engine.clock.now().getTime());
  if (isStopping) return delayRun(transaction, run.id, { delayMs: 0, error: null }, calls);
  if (error instanceof RateLimitedError) {
    return delayRun(transaction, run.id, { delayMs: untilMs(error.retryAt), error: null }, calls);
  }
  if (error instanceof PausedError) return endRun(transaction, run, { state: 'paused', error: stored }, calls);
  if (error instanceof ReconnectNeededError) {
    const name = error.details.connection;
    const owner = typeof name === 'string' ? await getIntegration(transaction, run.integrationId) : null;
    const connection =
      typeof name === 'string' && owner !== null
        ? await findConnection(transaction, { tenant: owner.tenant, name })
        : null;
    if (connection !== null) {
      await pauseConnection(transaction, connection.id, error.message);
      // its client refuses further calls; once resumed it must try afresh
      engine.toolbox.forget(connection.id);
    }
    return endRun(transaction, run, { state: 'paused', error: stored }, calls);
  }
  if (error instanceof UnavailableError && error.retryAt !== null) {
    // The connection's circuit is open: asking is put off for everybody, and giving up would only ask a person to begin again.
    return delayRun(transaction, run.id, { delayMs: untilMs(error.retryAt), error: stored, usesAttempt: false }, calls);
  }
  const isPassing = error instanceof UnavailableError || error instanceof MalformedAnswerError;
  if (isPassing && run.attempts + 1 < MOST_TROUBLE) {
    const delayMs = Math.min(TROUBLE_BASE_MS * 2 ** run.attempts, TROUBLE_MAX_MS) * (0.7 + 0.6 * engine.random.next());
    return delayRun(transaction, run.id, { delayMs, error: stored }, calls);
  }
  // the tool may have changed under us: the next run describes it afresh
  if (job !== null) for (const side of SIDES) await forgetSchemas(transaction, job.sides[side].connection.id);
  return endRun(transaction, run, { state: 'failed', error: stored }, calls);
}

/** Tells the operator. */
export function logTrouble({ engine, error, isStopping }: Trouble): void {
  if (error instanceof LeaseLostError) engine.log.warn('a run was taken over by another worker');
  else if (!isStopping) engine.log.warn('a run could not go on', { reason: errorMessage(error) });
}

function toRunError(error: unknown): RunError {
  return {
    name: error instanceof Error ? error.name : 'Error',
    message: errorMessage(error),
    details: error instanceof AppError ? toDetails(error.details) : {},
  };
}
