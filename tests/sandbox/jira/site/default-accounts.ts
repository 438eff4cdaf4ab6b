import type { Account } from './account.js';
import { MEMBER, VIEWER } from './permission.js';

interface Person extends Partial<Omit<Account, 'name' | 'displayName'>> {
  readonly name: string;
  readonly displayName: string;
}

/**
 * The sync account and the people it meets: `carol` hides her e-mail address, `dave` has left, `reader` may only look
 * and `stranger` may do nothing. Each token is `<name>-token`, except that `syncToken` replaces the sync account's.
 */
export function defaultAccounts(syncToken = 'sync-token'): Account[] {
  return [
    person(0, { name: 'sync', displayName: 'Syncline', token: syncToken, timeZone: 'Europe/Berlin' }),
    person(1, { name: 'admin', displayName: 'Ada Admin', isAdministrator: true }),
    person(2, { name: 'alice', displayName: 'Alice Anders', timeZone: 'America/Los_Angeles' }),
    person(3, { name: 'bob', displayName: 'Bob Brandt', timeZone: 'Asia/Kolkata' }),
    person(4, { name: 'carol', displayName: 'Carol Chen', isEmailHidden: true }),
    person(5, { name: 'dave', displayName: 'Dave Dupont', isActive: false }),
    person(6, { name: 'reader', displayName: 'Rita Reader', rights: { '*': VIEWER } }),
    person(7, { name: 'stranger', displayName: 'Sam Stranger', rights: {} }),
  ];
}

function person(index: number, given: Person): Account {
  return {
    accountId: `712020:7bf45758-6986-4e0e-aefc-${(0xa3000196d8d0 + index).toString(16)}`,
    email: `${given.name}@example.com`,
    isEmailHidden: false,
    isActive: true,
    accountType: 'atlassian',
    timeZone: 'Etc/UTC',
    token: `${given.name}-token`,
    rights: { '*': MEMBER, HR: given.isAdministrator ? MEMBER : [] },
    isAdministrator: false,
    ...given,
  };
}
