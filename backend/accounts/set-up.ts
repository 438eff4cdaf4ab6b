import { recordAudit } from '../audit/index.js';
import { endSessionsOf, type FreshSession } from '../sessions/index.js';
import type { Database, Transaction } from '../storage/index.js';
import type { Account } from './account.js';
import { getAccount, insertAccount, setPassword } from './account-repository.js';
import { hashPassword } from './password.js';
import { endSetupLink, findSetupLink, type SetupLink, spendSetupLink } from './setup-link-repository.js';
import { beginSessionOf } from './sign-in.js';

/** What somebody sends who was given a set-up link. */
export interface SetUp {
  /** The link's secret. */
  readonly link: string;
  /** What the first administrator is called; an account that is there keeps its name. */
  readonly name: string | null;
  readonly password: string;
}

/** How it ended. `refused`: the link was used, has ended, or was never made. */
export type SettingUp =
  | { readonly outcome: 'set up'; readonly session: FreshSession }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'name needed' }
  | { readonly outcome: 'name taken' };

/** Sets the password of the link's account, or makes the first administrator; whoever had signed in to the account is out. */
export async function setUp(database: Database, { link, name, password }: SetUp): Promise<SettingUp> {
  const found = await database.transaction('find setup link', (transaction) => findSetupLink(transaction, link));
  if (found === null) return { outcome: 'refused' };
  if (found.accountId === null && name === null) return { outcome: 'name needed' };
  const passwordHash = await hashPassword(password);
  return database.transaction('set up account', async (transaction) => {
    // Somebody else may have used it meanwhile; from here on nobody can.
    const held = await findSetupLink(transaction, link);
    if (held === null) return { outcome: 'refused' };
    const account = await accountFor(transaction, held, name ?? '');
    if (account === null) return { outcome: 'name taken' };
    await spendSetupLink(transaction, held.id);
    const ready = await setPassword(transaction, account.id, passwordHash);
    if (ready === null) return { outcome: 'refused' };
    await endSessionsOf(transaction, { kind: 'account', subject: ready.id });
    if (ready.role === 'administrator') {
      await endSetupLink(transaction, { tenant: ready.tenant, accountId: null });
    }
    await recordAudit(
      transaction,
      { kind: 'account', name: ready.name },
      { action: 'set password', subject: ready.name, details: { role: ready.role }, tenant: ready.tenant },
    );
    return { outcome: 'set up', session: await beginSessionOf(transaction, ready) };
  });
}

function accountFor(transaction: Transaction, { tenant, accountId }: SetupLink, name: string): Promise<Account | null> {
  if (accountId !== null) return getAccount(transaction, accountId);
  return insertAccount(transaction, { tenant, name, role: 'administrator' });
}
