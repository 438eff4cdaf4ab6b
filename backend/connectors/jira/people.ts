import type { UserValue } from '../sdk/index.js';
import type { UserAnswer } from './answers/user.js';
import type { Dialect } from './dialect/dialect.js';
import { userValue } from './values/from-jira.js';

/**
 * People by e-mail, account or user name, or display name. Who cannot be told for certain is left out: two of one name, and
 * accounts that are switched off, to which nothing can be assigned.
 */
export async function findUsers(
  dialect: Dialect,
  tokens: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, UserValue>> {
  const found = new Map<string, UserValue>();
  for (const token of new Set(tokens)) {
    const person = token.trim() === '' ? undefined : await findUser(dialect, token.trim(), signal);
    if (person !== undefined) found.set(token, userValue(person));
  }
  return found;
}

async function findUser(dialect: Dialect, token: string, signal: AbortSignal): Promise<UserAnswer | undefined> {
  const active = (await dialect.searchPeople(token, signal)).filter(isActive);
  const isEmail = token.includes('@');
  return (
    active.find((candidate) => candidate.id === token) ??
    onlyOne(active.filter((candidate) => isSame(candidate.emailAddress, token))) ??
    // The search looks at e-mails that it does not show.
    (isEmail ? onlyOne(active.filter((candidate) => !candidate.emailAddress)) : undefined) ??
    (isEmail ? undefined : onlyOne(active.filter((candidate) => isSame(candidate.displayName, token)))) ??
    (isEmail ? undefined : await byId(dialect, token, signal))
  );
}

async function byId(dialect: Dialect, id: string, signal: AbortSignal): Promise<UserAnswer | undefined> {
  const person = await dialect.person(id, signal);
  return person !== undefined && isActive(person) ? person : undefined;
}

function isActive({ active }: UserAnswer): boolean {
  return active !== false;
}

function onlyOne<Element>(candidates: readonly Element[]): Element | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}

function isSame(text: string | null | undefined, token: string): boolean {
  return text?.toLowerCase() === token.toLowerCase();
}
