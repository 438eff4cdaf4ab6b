import type { Database } from '../../storage/index.js';
import { type RunSample, readNow, sumRuns } from './metrics-repository.js';

/** A run that ended so long ago is committed, and is never changed again. */
const SETTLED_AFTER_MS = 60_000;

/**
 * Adds up all runs that there ever were, reading each ended one once: there are thousands a day, and whoever watches asks every few
 * seconds.
 */
export class RunTotals {
  readonly #settled = new Map<string, RunSample>();
  #settledTo: Date | null = null;

  /** Not to be called again before it has ended. */
  async read(database: Database): Promise<readonly RunSample[]> {
    const { until, settled, recent } = await database.transaction('add up runs', async (transaction) => {
      const moment = new Date((await readNow(transaction)).getTime() - SETTLED_AFTER_MS);
      return {
        until: moment,
        settled: await sumRuns(transaction, { after: this.#settledTo, until: moment }),
        recent: await sumRuns(transaction, { after: moment, until: null }),
      };
    });
    add(this.#settled, settled);
    this.#settledTo = until;
    return [...add(new Map(this.#settled), recent).values()];
  }
}

function add(totals: Map<string, RunSample>, samples: readonly RunSample[]): Map<string, RunSample> {
  for (const sample of samples) {
    const key = JSON.stringify([sample.counter, sample.labels]);
    totals.set(key, { ...sample, value: sample.value + (totals.get(key)?.value ?? 0) });
  }
  return totals;
}
