import type { DefaultLimits, Grant, SharedPace } from '../../connectors/sdk/index.js';
import { errorMessage, type Logger } from '../../shared/index.js';
import type { Database } from '../../storage/index.js';
import { pauseDepartures, takeDepartures } from './shared-limits-repository.js';

/** How long a process goes by its own limits when the database does not answer. */
const ALONE_MS = 1_000;

/** What agreeing over the database needs. */
export interface SharedPaceParts {
  readonly database: Database;
  /** Names this process, for as long as it lives. */
  readonly process: string;
  readonly connectionId: string;
  readonly limits: Pick<DefaultLimits, 'concurrency' | 'requestsPerSecond'>;
  readonly log: Logger;
}

/** Limits that all processes on one database keep together. While the database is away each keeps them by itself: it can work little then. */
export function databasePace({ database, process, connectionId, limits, log }: SharedPaceParts): SharedPace {
  const goAlone = (error: unknown) =>
    log.warn('limits are kept by this process alone', { reason: errorMessage(error) });
  return {
    async take({ wanted, returned }) {
      try {
        return await database.transaction('take departures', (transaction) =>
          takeDepartures(transaction, connectionId, { process, wanted, returned, limits }),
        );
      } catch (error) {
        goAlone(error);
        return alone(wanted, limits.concurrency);
      }
    },
    async pause(delayMs) {
      await database
        .transaction('pause departures', (transaction) => pauseDepartures(transaction, connectionId, delayMs))
        .catch(goAlone);
    },
  };
}

function alone(wanted: number, seats: number): Grant {
  return { departures: wanted, validMs: ALONE_MS, againInMs: 0, pausedMs: 0, seats };
}
