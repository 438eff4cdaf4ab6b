import { z } from 'zod';
import { type Check, type ConnectionNeeds, checked, type HttpClient, limitCheck } from '../../sdk/index.js';
import { user } from '../answers/user.js';
import type { Dialect } from '../dialect/dialect.js';
import { isPerson } from './needed-permissions.js';

const LOOKED_AT = 50;

/** The rate limit, by the headers of one cheap answer. */
export async function examineLimit(
  http: HttpClient,
  { edition }: Dialect,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const path = `/rest/api/${edition === 'cloud' ? 3 : 2}/myself`;
  const { headers } = await http.call({ method: 'GET', path, intent: 'read' }, signal);
  const check = limitCheck(headers);
  return check === null ? [] : [check];
}

/** Polls ask by the account's time zone; without it they look back half a day each time. */
export function examineTimeZone(timeZone: string): Check {
  const check = { id: 'time-zone', name: 'the account tells its time zone' };
  if (timeZone !== '') return checked({ ...check, outcome: 'ok', found: timeZone });
  return checked({
    ...check,
    outcome: 'warning',
    found: 'it does not, so each poll looks back by half a day more',
    fix: 'Sign in as the account and set one: its picture, Account settings (Data Center: Profile, Preferences), Time zone',
  });
}

/** People are matched by account, then by e-mail: whether Jira shows e-mail addresses to the account at all. */
export async function examineEmails(
  dialect: Dialect,
  needs: ConnectionNeeds,
  accountId: string,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const [container] = needs.containers;
  const fields = needs.containers.flatMap((one) => one.fields).filter(isPerson);
  if (container === undefined || fields.length === 0) return [];
  const people = await otherPeople(dialect, container.container, accountId, signal);
  const shown = people.filter(({ emailAddress }) => emailAddress != null && emailAddress !== '').length;
  const check = {
    id: 'emails',
    name: 'people are found by their e-mail addresses',
    neededBy: [...new Set(fields.flatMap(({ neededBy }) => neededBy))],
    found: `${shown} of ${people.length} people looked at show theirs`,
  };
  if (people.length === 0) return [checked({ ...check, outcome: 'cannot-tell', found: 'nobody is to be seen' })];
  if (shown === people.length) return [checked({ ...check, outcome: 'ok' })];
  const fix =
    dialect.edition === 'cloud'
      ? 'Name the others in `users` of the integration; or let them show it: id.atlassian.com, Profile and visibility, Contact: Anyone'
      : 'Administration, System, General configuration: User email visibility Public or Logged in users only; or name people in `users`';
  return [checked({ ...check, outcome: shown === 0 ? 'warning' : 'ok', fix: shown === 0 ? fix : null })];
}

/** Our own address is always shown to us, and proves nothing. */
async function otherPeople({ api }: Dialect, project: string, accountId: string, signal: AbortSignal) {
  const query = { project, maxResults: LOOKED_AT };
  const call = { method: 'GET', path: '/user/assignable/search', query } as const;
  const people = (await api.readIfOffered(call, z.array(user), signal))?.body ?? [];
  return people.filter(({ account }) => account !== accountId);
}
