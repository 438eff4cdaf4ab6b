import { hostname } from 'node:os';
import type { Engine } from '../integrations/index.js';
import { programVersion } from '../settings/index.js';
import { errorMessage, LeaseLostError } from '../shared/index.js';
import { type Database, HEARTBEAT_MS, heartbeat, LeaseTime, startWorker, stopWorker } from '../storage/index.js';
import { leasedDatabase } from './leased-database.js';
import { processIdentity } from './process-identity.js';
import { endKilledWorkers } from './worker-repository.js';

/** This process's right to work: an engine whose results are taken for as long as the lease lives. */
export interface Worker {
  readonly engine: Engine;
  /** Aborted when the lease is lost: others may do this worker's work already, so it must drop what it has in hand. */
  readonly lost: AbortSignal;
  /**
   * Gives everything back at once, a lost lease too; to be called when nothing is in hand any more.
   * @throws what the database says; it can be called again.
   */
  stop(): Promise<void>;
}

/** Starts a worker with a lease that is kept until it is stopped, the database fails it, or somebody took it over. */
export async function openWorker(parts: Omit<Engine, 'workerId' | 'assertLease'>): Promise<Worker> {
  const { database } = parts;
  const lost = new AbortController();
  const lease = new LeaseTime(parts.clock);
  const engine: Engine = {
    ...parts,
    database: leasedDatabase(database, lost),
    workerId: parts.random.uuid(),
    assertLease: () => lease.assertRunning(),
  };
  await database.transaction('end killed workers', endKilledWorkers);
  await startWorker(database, {
    id: engine.workerId,
    name: processIdentity(),
    host: hostname(),
    version: programVersion(),
  });
  lost.signal.addEventListener('abort', () =>
    engine.log.error('this worker has lost its lease', { reason: errorMessage(lost.signal.reason) }),
  );
  const stopping = new AbortController();
  const beating = beat({ engine, database, lease }, AbortSignal.any([stopping.signal, lost.signal])).catch(
    (error: unknown) => {
      if (!stopping.signal.aborted) lost.abort(error);
    },
  );
  return {
    engine,
    lost: lost.signal,
    async stop() {
      stopping.abort();
      await beating;
      await stopWorker(database, engine.workerId);
    },
  };
}

interface Beating {
  readonly engine: Engine;
  /** Not the engine's own: what it does beside the work may fail and be tried again. */
  readonly database: Database;
  readonly lease: LeaseTime;
}

/** Prolongs the lease until `signal` is aborted. @throws LeaseLostError when it has run out, or surely has, unreachable as the database is. */
async function beat({ engine, database, lease }: Beating, signal: AbortSignal): Promise<never> {
  for (;;) {
    await engine.clock.sleep(HEARTBEAT_MS, signal);
    const askedMs = engine.clock.now().getTime();
    try {
      await heartbeat(database, engine.workerId);
      lease.prolonged(askedMs);
      await database.transaction('end killed workers', endKilledWorkers);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      // A second heartbeat may still come in time.
      if (lease.leftMs < HEARTBEAT_MS)
        throw new LeaseLostError('the database could not be reached for as long as the lease runs', { cause: error });
      engine.log.warn('the database does not answer', { reason: errorMessage(error) });
    }
  }
}
