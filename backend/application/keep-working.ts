import { errorMessage } from '../shared/index.js';
import { keepTicking, runHandler } from '../ticks/index.js';
import { verificationHandler } from '../verification/index.js';
import type { Application } from './open-application.js';
import { watchHost } from './watch-host.js';
import type { Worker } from './worker.js';

/** Runs at once in one process; most of their time they wait for tools. */
const RUNS_AT_ONCE = 6;
const START_AGAIN_MS = 1_000;
/** How long what is in hand may take when the process is asked to end; it then has four seconds for the rest (`stopSignal`). */
const GRACE_MS = 6_000;

/**
 * Finds due work and does it until `signal` is aborted; then finishes the pages that are in hand, as far as their tools answer soon,
 * and puts everything down, so that another process can go on at once.
 * A lease that was lost and a database that is away for a while end what is in hand, and the work begins anew.
 */
export async function keepWorking(application: Application, signal: AbortSignal): Promise<void> {
  const { database, random, clock, log, settings } = application;
  const ticking = application
    .queue()
    .then((queue) => keepTicking({ database, queue, random, clock, log, mode: settings.mode }, signal));
  const watching = watchHost({ database, home: settings.home, clock, log }, signal);
  while (!signal.aborted) {
    try {
      await workUnderOneLease(application, signal);
    } catch (error) {
      log.warn('the work begins anew', { reason: errorMessage(error) });
      await clock.sleep(START_AGAIN_MS, signal).catch(() => undefined);
    }
  }
  await Promise.all([ticking, watching]);
}

async function workUnderOneLease(application: Application, signal: AbortSignal): Promise<void> {
  const queue = await application.queue();
  const worker = await application.startWorker();
  try {
    const handlers = [runHandler(worker.engine, queue, application.settings.mode), verificationHandler(worker.engine)];
    const jobs = await queue.work(handlers, { concurrency: RUNS_AT_ONCE });
    await untilAborted(AbortSignal.any([signal, worker.lost]));
    await jobs.stop({ graceMs: worker.lost.aborted ? 0 : GRACE_MS });
  } finally {
    await putDown(worker, application, signal);
  }
}

/** What it held is free at once when the database answers again, and not only when its lease has run out. */
async function putDown(worker: Worker, { clock, log }: Application, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await worker.stop();
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn('the work cannot be put down yet', { reason: errorMessage(error) });
      await clock.sleep(START_AGAIN_MS, signal).catch(() => undefined);
    }
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
