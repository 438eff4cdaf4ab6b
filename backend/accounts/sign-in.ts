import { type AuditedAction, recordAudit } from '../audit/index.js';
import {
  beginSession,
  type Counted,
  type FreshSession,
  giveBackAttempt,
  networkOf,
  takeAttempt,
} from '../sessions/index.js';
import type { Database, Transaction } from '../storage/index.js';
import type { Account } from './account.js';
import { findAccount } from './account-repository.js';
import { isPassword } from './password.js';

/** Wrong passwords in a quarter of an hour: for one name, and from one address, behind which there may be an office. */
const MOST_OF_NAME = 10;
const MOST_FROM_ADDRESS = 50;

/** What somebody signs in with. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** From where the person asks. */
  readonly address: string;
}

/** How signing in ended. Why it was refused is not told: not whether there is such an account, nor what state it is in. */
export type SignIn =
  | { readonly outcome: 'signed in'; readonly session: FreshSession }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'too many attempts'; readonly waitSeconds: number };

/** Lets a person in by name and password. */
export async function signIn(database: Database, { name, password, address }: Credentials): Promise<SignIn> {
  const ofName: Counted = { kind: 'account', of: name.toLowerCase(), most: MOST_OF_NAME };
  const ofAddress: Counted = { kind: 'address', of: networkOf(address), most: MOST_FROM_ADDRESS };
  const begun = await database.transaction('take sign-in attempt', async (transaction) => {
    const byAddress = await takeAttempt(transaction, ofAddress);
    const byName = await takeAttempt(transaction, ofName);
    const account = await findAccount(transaction, name);
    if (byAddress.isFirstTooMany || byName.isFirstTooMany) {
      await recordFailure(transaction, 'throttle sign-in', { account, address });
    }
    const waitSeconds = Math.max(byAddress.waitSeconds, byName.waitSeconds);
    return { account, waitSeconds, isFirstOfAddress: byAddress.isFirst };
  });
  const { account, waitSeconds, isFirstOfAddress } = begun;
  if (waitSeconds > 0) return { outcome: 'too many attempts', waitSeconds };
  const isRight = await isPassword(password, account?.passwordHash ?? null);
  return database.transaction('sign in', async (transaction) => {
    // It may have been disabled, or have got another password, while this one was looked at.
    const now = await findAccount(transaction, name);
    if (!isRight || now?.state !== 'active' || now.passwordHash !== account?.passwordHash) {
      if (isFirstOfAddress) await recordFailure(transaction, 'refuse sign-in', { account, address });
      return { outcome: 'refused' };
    }
    await giveBackAttempt(transaction, ofAddress, 'this one');
    await giveBackAttempt(transaction, ofName, 'all');
    const { tenant } = now;
    await recordAudit(
      transaction,
      { kind: 'account', name: now.name },
      { action: 'sign in', subject: now.name, tenant },
    );
    return { outcome: 'signed in', session: await beginSessionOf(transaction, now) };
  });
}

/** Lets a person in who has shown to be the one of that account. */
export function beginSessionOf(transaction: Transaction, { id, tenant, name, role }: Account): Promise<FreshSession> {
  return beginSession(transaction, { tenant, kind: 'account', subject: id, name, role, site: null, sealed: null });
}

/**
 * Keeps that somebody was not let in: the first time from an address and when it goes too far, so that nobody fills the audit log by
 * guessing. A name that is not there is left out, for it may be a password; an entry is made all the same, which takes as long.
 */
function recordFailure(
  transaction: Transaction,
  action: AuditedAction,
  { account, address }: { readonly account: Account | null; readonly address: string },
): Promise<void> {
  const { name: subject = null, tenant = null } = account ?? {};
  return recordAudit(transaction, { kind: 'address', name: address }, { action, subject, tenant });
}
