import {
  type Account,
  addAccount,
  changeRole,
  disableAccount,
  type Invitation,
  keepAnAdministrator,
  resetAccount,
  setupAddress,
} from '../../accounts/index.js';
import { recordAudit } from '../../audit/index.js';
import { FaultyDraftError } from '../../configuration/index.js';
import { ConfigurationError, UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { createToken, listTokens, type Role, revokeToken, type Token, type TokenScope } from '../../tokens/index.js';
import type { Application } from '../open-application.js';

type Parts = Pick<Application, 'database' | 'tenant' | 'actor' | 'settings'>;

/** An account, and the address by which the person chooses a password: without a server where only whoever asks knows it. */
export interface Invited {
  readonly account: Account;
  readonly link: string;
}

/** A token as it is made: what it takes to use it is told this once. */
export interface MadeToken extends Token {
  readonly token: string;
}

/** Whether somebody knows that it is himself he does it to. */
interface Aware {
  readonly evenMyself: boolean;
}

/** Makes an account; the person chooses a password by the link. @throws FaultyDraftError when there is one of that name. */
export async function inviteUser(
  { database, tenant, actor, settings }: Parts,
  wanted: { readonly name: string; readonly role: Role },
): Promise<Invited> {
  const made = await database
    .transaction('add account', (transaction) => addAccount(transaction, actor, { tenant, ...wanted }))
    .catch((error: unknown) => {
      if (!(error instanceof ConfigurationError)) throw error;
      throw new FaultyDraftError([{ path: ['name'], message: `there is an account ${wanted.name} already` }]);
    });
  return invited(made, settings);
}

/** Takes a person's password and sessions away and gives a link for another password. @throws UnknownNameError */
export async function resetUser({ database, actor, settings }: Parts, name: string, aware: Aware): Promise<Invited> {
  const reset = (transaction: Transaction) => resetAccount(transaction, actor, name);
  refuseUnawares(actor, name, aware);
  return invited(await database.transaction('reset account', reset), settings);
}

/** Shuts a person out. @throws UnknownNameError. @throws ConfigurationError where nobody would be left to administer the server. */
export async function shutOutUser({ database, actor }: Parts, name: string, aware: Aware): Promise<Account> {
  return database.transaction('disable account', async (transaction) => {
    await keepAnAdministrator(transaction, name);
    const account = await disableAccount(transaction, actor, name);
    refuseUnawares(actor, account.name, aware);
    return account;
  });
}

/** What a person may do from now on. @throws as `shutOutUser` */
export async function changeUserRole(
  { database, actor }: Parts,
  name: string,
  { role, ...aware }: Aware & { readonly role: Role },
): Promise<Account> {
  return database.transaction('change role', async (transaction) => {
    if (role !== 'administrator') await keepAnAdministrator(transaction, name);
    const account = await changeRole(transaction, actor, name, role);
    if (role !== 'administrator') refuseUnawares(actor, account.name, aware);
    return account;
  });
}

/** Makes a token. @throws FaultyDraftError when there is one of that name, which somebody may use. */
export async function makeToken(
  { database, actor }: Parts,
  { name, scope, days }: { readonly name: string; readonly scope: TokenScope; readonly days: number | null },
): Promise<MadeToken> {
  return database.transaction('create token', async (transaction) => {
    if ((await listTokens(transaction)).some((each) => each.name === name)) {
      throw new FaultyDraftError([{ path: ['name'], message: `there is a token ${name} already; revoke it first` }]);
    }
    const token = await createToken(transaction, { name, scope, lifeDays: days });
    const details = { scope, days: days ?? undefined };
    await recordAudit(transaction, actor, { action: 'create token', subject: name, details });
    const made = (await listTokens(transaction)).find((each) => each.name === name);
    if (made === undefined) throw new Error(`the token ${name} is not there`);
    return { ...made, token };
  });
}

/** From now on the token of that name lets nobody in. @throws UnknownNameError */
export async function endToken({ database, actor }: Parts, name: string, { evenMyself }: Aware): Promise<void> {
  await database.transaction('revoke token', async (transaction) => {
    if (!(await revokeToken(transaction, name))) throw new UnknownNameError(`there is no token ${name}`);
    if (actor.kind === 'token' && actor.name === name && !evenMyself) {
      throw new ConfigurationError('this is the token by which you have come in; say that it is meant');
    }
    await recordAudit(transaction, actor, { action: 'revoke token', subject: name });
  });
}

function invited({ account, link }: Invitation, { publicUrl = '' }: Application['settings']): Invited {
  return { account, link: setupAddress(publicUrl, link) };
}

/** @throws ConfigurationError when somebody does to himself what shuts him out, and has not said that he knows. */
function refuseUnawares({ kind, name: own }: Parts['actor'], name: string, { evenMyself }: Aware): void {
  if (kind !== 'account' || own.toLowerCase() !== name.toLowerCase() || evenMyself) return;
  throw new ConfigurationError('this is your own account, and you would be out; say that it is meant');
}
