import { LeaseLostError } from '../shared/index.js';
import { type Database, isDatabaseAway } from '../storage/index.js';

/**
 * The database as the work of one worker uses it. A claim that was taken by a transaction whose end nobody heard of, or that could not be
 * given back, would stay with a worker that lives and does not know of it, for ever. So a failure of the database ends the lease of the
 * worker that met it, as if the process had been killed: what it had in hand is looked for by whoever takes it up, perhaps by itself
 * under another id.
 */
export function leasedDatabase(inner: Database, lost: AbortController): Database {
  return {
    async transaction(name, work) {
      if (lost.signal.aborted) {
        throw new LeaseLostError('this worker has lost its lease', { cause: lost.signal.reason });
      }
      try {
        return await inner.transaction(name, work);
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        const failure = new LeaseLostError(`the database went away in the middle of: ${name}`, { cause: error });
        lost.abort(failure);
        throw failure;
      }
    },
    close: () => inner.close(),
  };
}
