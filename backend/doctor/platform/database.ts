import { type Check, checked } from '../../connectors/sdk/index.js';
import type { DatabaseFacts } from './database-repository.js';

const OLDEST_MAJOR = 14;
const NEWEST_MAJOR = 18;
const MIB = 1024 ** 2;

/** The database, who works on it, and whether anything may run at all. `description` says where it is. */
export function examineDatabase(facts: DatabaseFacts, description: string): readonly Check[] {
  const { version, major, bytes, livingWorkers, pausedReason } = facts;
  const isKnown = major >= OLDEST_MAJOR && major <= NEWEST_MAJOR;
  const isWorked = livingWorkers > 0;
  return [
    checked({
      id: 'database',
      name: 'the database is one that we are tested on',
      outcome: isKnown ? 'ok' : 'fails',
      found: `${description}, version ${version}, ${Math.ceil(bytes / MIB)} MB`,
      fix: isKnown ? null : `Use PostgreSQL ${OLDEST_MAJOR} to ${NEWEST_MAJOR}, or leave DATABASE_URL out`,
    }),
    checked({
      id: 'worker',
      name: 'a worker is alive',
      outcome: isWorked ? 'ok' : 'warning',
      found: isWorked ? null : 'nothing is polled until one runs',
      fix: isWorked ? null : 'Start the server: syncline serve (as a service: systemctl start syncline)',
    }),
    checked({
      id: 'paused',
      name: 'the installation is not paused',
      outcome: pausedReason === null ? 'ok' : 'warning',
      found: pausedReason,
      fix: pausedReason === null ? null : 'When that is in order: syncline resume --all',
    }),
  ];
}
