import type { SyncJob } from '../integrations/index.js';
import { SIDES } from '../mappings/index.js';
import type { RunCalls } from './run.js';

/** Counts the calls of a run: what the connections have sent since it began. */
export class CallCount {
  readonly #job: SyncJob;
  #before: RunCalls;

  constructor(job: SyncJob) {
    this.#job = job;
    this.#before = sent(job);
  }

  /** Calls since the last time this was asked, by connection. */
  take(): RunCalls {
    const before = this.#before;
    this.#before = sent(this.#job);
    return Object.fromEntries(
      Object.entries(this.#before).map(([name, now]) => [
        name,
        { reads: now.reads - (before[name]?.reads ?? 0), writes: now.writes - (before[name]?.writes ?? 0) },
      ]),
    );
  }
}

function sent(job: SyncJob): RunCalls {
  return Object.fromEntries(
    SIDES.map((side) => [job.sides[side].connection.name, { ...job.sides[side].open.counts() }]),
  );
}
