import type { Engine } from '../integrations/index.js';
import { errorMessage, LeaseLostError } from '../shared/index.js';
import { HEARTBEAT_MS, heartbeat, LEASE_SECONDS, startWorker, stopWorker } from '../storage/index.js';
import { processIdentity } from './process-identity.js';
import { endKilledWorkers } from './worker-repository.js';

/** This process's right to work: an engine whose results are taken for as long as the lease lives. */
export interface Worker {
  readonly engine: Engine;
  /** Aborted when the lease is lost: others may do this worker's work already, so it must drop what it has in hand. */
  readonly lost: AbortSignal;
  /** Gives everything back at once; to be called when nothing is in hand any more. */
  stop(): Promise<void>;
}

/** Starts a worker with a lease that is kept until it is stopped, the database stays away, or somebody took it over. */
export async function openWorker(parts: Omit<Engine, 'workerId'>): Promise<Worker> {
  const engine: Engine = { ...parts, workerId: parts.random.uuid() };
  await engine.database.transaction('end killed workers', endKilledWorkers);
  await startWorker(engine.database, { id: engine.workerId, name: processIdentity() });
  const stopping = new AbortController();
  const lost = new AbortController();
  const beating = beat(engine, stopping.signal).catch((error: unknown) => {
    if (stopping.signal.aborted) return;
    engine.log.error('this worker has lost its lease', { reason: errorMessage(error) });
    lost.abort(error);
  });
  return {
    engine,
    lost: lost.signal,
    async stop() {
      stopping.abort();
      await beating;
      if (!lost.signal.aborted) await stopWorker(engine.database, engine.workerId);
    },
  };
}

/** Prolongs the lease until `signal` is aborted. @throws LeaseLostError when it has run out, or surely has, unreachable as the database is. */
async function beat(engine: Engine, signal: AbortSignal): Promise<never> {
  let heldSince = engine.clock.now().getTime();
  for (;;) {
    await engine.clock.sleep(HEARTBEAT_MS, signal);
    const asked = engine.clock.now().getTime();
    try {
      await heartbeat(engine.database, engine.workerId);
      heldSince = asked;
      await engine.database.transaction('end killed workers', endKilledWorkers);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      // A second heartbeat may still come in time.
      const isOver = engine.clock.now().getTime() + HEARTBEAT_MS > heldSince + LEASE_SECONDS * 1000;
      if (isOver)
        throw new LeaseLostError('the database could not be reached for as long as the lease runs', { cause: error });
      engine.log.warn('the database does not answer', { reason: errorMessage(error) });
    }
  }
}
