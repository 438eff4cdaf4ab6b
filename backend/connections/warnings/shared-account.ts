import type { Item } from '../../connectors/sdk/index.js';
import type { Database } from '../../storage/index.js';
import type { Connection } from '../connection.js';
import { raiseWarning } from './warning-repository.js';

/**
 * Warns when somebody else works through the account of a connection: what we create carries a mark in the same call, so an
 * item that our account has made and that carries none was made by a person or another program. Costs no call; that somebody only edits
 * through the account is not seen, for an edit carries nothing.
 * @param items new ones, read with their marks.
 */
export async function warnOfSharedAccount(
  database: Database,
  { id, name }: Connection,
  items: Iterable<Item>,
): Promise<void> {
  const made = [...items].find(({ createdByUs, mark }) => createdByUs && mark === null);
  if (made === undefined) return;
  await database.transaction('warn of shared account', (transaction) =>
    raiseWarning(
      transaction,
      { connectionId: id, kind: 'account-shared' },
      {
        message: `the account of ${name} is also used by somebody else: ${made.key} was made through it and not by Syncline`,
        fix: 'give Syncline an account of its own: what others do through this one is taken for its own work, and history names the wrong person',
        shownForDays: 30,
      },
    ),
  );
}
