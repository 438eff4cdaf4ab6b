import { type CircuitStore, ownCircuitStore } from '../../connectors/sdk/index.js';
import { type Clock, errorMessage, type Logger } from '../../shared/index.js';
import type { Database } from '../../storage/index.js';
import { closeCircuit, openCircuit, probeCircuit } from './shared-limits-repository.js';

/**
 * The state of a connection's circuit for all processes on one database, and for people to see. While the database is away each
 * process goes by what it knows itself.
 */
export function databaseCircuit({
  database,
  connectionId,
  clock,
  log,
}: {
  readonly database: Database;
  readonly connectionId: string;
  readonly clock: Clock;
  readonly log: Logger;
}): CircuitStore {
  const own = ownCircuitStore(clock);
  const orOwn = async <T>(name: string, work: () => Promise<T>, instead: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      log.warn(`${name}: by this process alone`, { reason: errorMessage(error) });
      return instead();
    }
  };
  return {
    async open(problem) {
      const ownOutage = await own.open(problem);
      log.warn('the tool does not answer; it is asked again seldom', { reason: problem });
      return orOwn(
        'open circuit',
        () => database.transaction('open circuit', (each) => openCircuit(each, connectionId, problem)),
        async () => ownOutage,
      );
    },
    probe: (mayTry) =>
      orOwn(
        'probe circuit',
        () => database.transaction('probe circuit', (each) => probeCircuit(each, connectionId, mayTry)),
        () => own.probe(mayTry),
      ),
    async close() {
      await own.close();
      log.info('the tool answers again');
      await orOwn(
        'close circuit',
        () => database.transaction('close circuit', (each) => closeCircuit(each, connectionId)),
        async () => undefined,
      );
    },
  };
}
