import { z } from 'zod';
import { NotFoundError, RefusedError } from '../../shared/index.js';
import type { UserValue } from '../sdk/index.js';
import { type UserAnswer, user } from './answers/user.js';
import type { JiraApi } from './jira-api.js';
import { userValue } from './values/from-jira.js';

const CANDIDATES = 50;

/**
 * People by e-mail, account id or display name. Who cannot be told for certain is left out: two of one name, and accounts that
 * are switched off, to which nothing can be assigned.
 */
export async function findUsers(
  api: JiraApi,
  tokens: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, UserValue>> {
  const found = new Map<string, UserValue>();
  for (const token of new Set(tokens)) {
    const person = token.trim() === '' ? undefined : await findUser(api, token.trim(), signal);
    if (person !== undefined) found.set(token, userValue(person));
  }
  return found;
}

async function findUser(api: JiraApi, token: string, signal: AbortSignal): Promise<UserAnswer | undefined> {
  const query = { query: token, maxResults: CANDIDATES };
  const { body } = await api.read({ method: 'GET', path: '/user/search', query }, z.array(user), signal);
  const active = body.filter((candidate) => candidate.active !== false);
  const isEmail = token.includes('@');
  return (
    active.find((candidate) => candidate.accountId === token) ??
    onlyOne(active.filter((candidate) => isSame(candidate.emailAddress, token))) ??
    // The search looks at e-mails that it does not show.
    (isEmail ? onlyOne(active.filter((candidate) => !candidate.emailAddress)) : undefined) ??
    (isEmail ? undefined : onlyOne(active.filter((candidate) => isSame(candidate.displayName, token)))) ??
    (isEmail ? undefined : await byAccountId(api, token, signal))
  );
}

async function byAccountId(api: JiraApi, accountId: string, signal: AbortSignal): Promise<UserAnswer | undefined> {
  try {
    const { body } = await api.read({ method: 'GET', path: '/user', query: { accountId } }, user, signal);
    return body.active === false ? undefined : body;
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof RefusedError) return undefined;
    throw error;
  }
}

function onlyOne<Element>(candidates: readonly Element[]): Element | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}

function isSame(text: string | null | undefined, token: string): boolean {
  return text?.toLowerCase() === token.toLowerCase();
}
