import type { SyncJob } from '../integrations/index.js';
import { type Batch, changesOf, releaseBatch, takeBatch } from './take-batch.js';

/**
 * The batches that the loops of one run deal with side by side. They take one after another, and pass over what is in hand here:
 * claims alone would have each put off the whole batch of the other.
 */
export class BatchesInHand {
  readonly #changeIds = new Set<string>();
  #taking: Promise<unknown> = Promise.resolve();

  /** As `takeBatch`. */
  take(job: SyncJob): Promise<Batch | null> {
    const taken = this.#taking.then(async () => {
      const batch = await takeBatch(job, this.#changeIds);
      for (const { id } of batch === null ? [] : changesOf(batch)) this.#changeIds.add(id);
      return batch;
    });
    this.#taking = taken.catch(() => undefined);
    return taken;
  }

  /** Gives the claims of a batch back; what is left of it may be taken again. */
  async putDown(job: SyncJob, batch: Batch): Promise<void> {
    try {
      await releaseBatch(job, batch);
    } finally {
      for (const { id } of changesOf(batch)) this.#changeIds.delete(id);
    }
  }
}
