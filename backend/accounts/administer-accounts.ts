import { type Actor, recordAudit } from '../audit/index.js';
import { endSessionsOf } from '../sessions/index.js';
import { ConfigurationError, UnknownNameError } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import type { Role } from '../tokens/index.js';
import type { Account } from './account.js';
import {
  clearPassword,
  disable,
  findAccount,
  findAdministrator,
  holdAdministrators,
  insertAccount,
  setRole,
} from './account-repository.js';
import { createSetupLink, endSetupLink } from './setup-link-repository.js';

/** What a person needs who may choose a password. */
export interface Invitation {
  readonly account: Account;
  /** The secret of the set-up link, which cannot be had again. */
  readonly link: string;
}

/**
 * Makes an account, or takes up a disabled one again; the person chooses a password by the link.
 * @throws ConfigurationError when there is one of that name.
 */
export async function addAccount(
  transaction: Transaction,
  actor: Actor,
  wanted: { readonly tenant: string; readonly name: string; readonly role: Role },
): Promise<Invitation> {
  const account = await insertAccount(transaction, wanted);
  if (account === null) {
    throw new ConfigurationError(
      `there is an account ${wanted.name} already; for another password: syncline user reset ${wanted.name}`,
    );
  }
  await recordAudit(transaction, actor, { action: 'add user', subject: account.name, details: { role: account.role } });
  return invite(transaction, account);
}

/** Takes a person's password and sessions away and gives a link for another password. @throws UnknownNameError */
export async function resetAccount(transaction: Transaction, actor: Actor, name: string): Promise<Invitation> {
  const account = await enabledAccount(transaction, name);
  await clearPassword(transaction, account.id);
  await endSessionsOf(transaction, { kind: 'account', subject: account.id });
  await recordAudit(transaction, actor, { action: 'reset user', subject: account.name });
  return invite(transaction, { ...account, state: 'invited' });
}

/** From now on the person is out, wherever signed in. @throws UnknownNameError */
export async function disableAccount(transaction: Transaction, actor: Actor, name: string): Promise<Account> {
  const account = await enabledAccount(transaction, name);
  await disable(transaction, account.id);
  await endSetupLink(transaction, { tenant: account.tenant, accountId: account.id });
  await endSessionsOf(transaction, { kind: 'account', subject: account.id });
  await recordAudit(transaction, actor, { action: 'disable user', subject: account.name });
  return { ...account, state: 'disabled' };
}

/** What the person may do from now on; whoever is signed in by the account signs in anew. @throws UnknownNameError */
export async function changeRole(transaction: Transaction, actor: Actor, name: string, role: Role): Promise<Account> {
  const account = await enabledAccount(transaction, name);
  if (account.role === role) return account;
  await setRole(transaction, account.id, role);
  await endSessionsOf(transaction, { kind: 'account', subject: account.id });
  const details = { before: account.role, role };
  await recordAudit(transaction, actor, { action: 'change role', subject: account.name, details });
  return { ...account, role };
}

/**
 * Sees to it that somebody else can still administer this server before an account loses that; two who try it with each other wait for
 * each other. @throws ConfigurationError when nobody else can.
 */
export async function keepAnAdministrator(transaction: Transaction, name: string): Promise<void> {
  const administrators = await holdAdministrators(transaction);
  const isOne = (each: string) => each.toLowerCase() === name.toLowerCase();
  if (!administrators.some(isOne) || administrators.some((each) => !isOne(each))) return;
  throw new ConfigurationError(
    `${name} is the only administrator who can sign in here; add another one first, who has chosen a password`,
  );
}

/** Makes the link for the first administrator anew. @throws ConfigurationError when an administrator can sign in already. */
export async function renewFirstSetupLink(transaction: Transaction, actor: Actor, tenant: string): Promise<string> {
  const administrator = await findAdministrator(transaction);
  if (administrator !== null) {
    throw new ConfigurationError(
      `${administrator.name} is an administrator already; for another password: syncline user reset ${administrator.name}`,
    );
  }
  await recordAudit(transaction, actor, { action: 'make setup link', subject: null });
  return createSetupLink(transaction, { tenant, accountId: null });
}

async function enabledAccount(transaction: Transaction, name: string): Promise<Account> {
  const account = await findAccount(transaction, name);
  if (account === null || account.state === 'disabled') {
    throw new UnknownNameError(`there is no account ${name} that can sign in; syncline user list shows them`);
  }
  return account;
}

async function invite(transaction: Transaction, account: Account): Promise<Invitation> {
  return { account, link: await createSetupLink(transaction, { tenant: account.tenant, accountId: account.id }) };
}
