import type { UserValue } from '../sdk/index.js';
import { membershipList, type User, userAnswer, userList } from './answers.js';
import type { Site } from './site.js';

const PAGE_LENGTH = '100';

/**
 * People by number, login, e-mail or name, by token; case means nothing. Administrators may search everybody; other accounts are
 * told the members of their own projects, and of these no e-mail that its owner hides. Who cannot be told for certain is left out.
 */
export async function findPeople(
  site: Site,
  tokens: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, UserValue>> {
  const found = new Map<string, UserValue>();
  for (const token of new Set(tokens.map((one) => one.trim()).filter((one) => one !== ''))) {
    const people = (await searched(site, token, signal)) ?? (await site.members.get(signal));
    const person = personFor(token, people);
    if (person !== undefined) found.set(token, userOf(person));
  }
  return found;
}

/** The members of all projects of the account, one by one: only so Redmine tells their logins. */
export async function loadMembers(site: Pick<Site, 'api' | 'account'>, signal: AbortSignal): Promise<readonly User[]> {
  const { user } = await site.account.ask(signal);
  const ids = new Set([user.id]);
  for (const { project } of user.memberships) {
    for (let offset = 0, total = 1; offset < total; offset += Number(PAGE_LENGTH)) {
      const path = `/projects/${project.id}/memberships.json`;
      const query = { limit: PAGE_LENGTH, offset: String(offset) };
      const answer = await site.api.getIfAllowed(path, query, membershipList, signal);
      for (const { user: member } of answer?.memberships ?? []) if (member !== undefined) ids.add(member.id);
      total = answer?.total_count ?? 0;
    }
  }
  const people = await Promise.all(
    [...ids].map((id) => site.api.getIfAllowed(`/users/${id}.json`, {}, userAnswer, signal)),
  );
  return people.flatMap((answer) => answer?.user ?? []);
}

/** Null where the account may not search. */
async function searched(site: Site, token: string, signal: AbortSignal): Promise<readonly User[] | null> {
  // The search looks for each word in login, names and e-mail.
  const list = await site.api.getIfAllowed('/users.json', { name: token, limit: PAGE_LENGTH }, userList, signal);
  if (list === null) return null;
  const byNumber = /^\d+$/.test(token)
    ? await site.api.getIfAllowed(`/users/${token}.json`, {}, userAnswer, signal)
    : null;
  return byNumber === null ? list.users : [...list.users, byNumber.user];
}

function personFor(token: string, people: readonly User[]): User | undefined {
  const wanted = token.toLowerCase();
  const names: readonly ((person: User) => string | undefined)[] = [
    ({ id }) => String(id),
    ({ login }) => login,
    ({ mail }) => mail,
    fullName,
  ];
  for (const name of names) {
    const named = new Map(
      people.filter((person) => name(person)?.toLowerCase() === wanted).map((person) => [person.id, person]),
    );
    if (named.size > 0) return named.size === 1 ? [...named.values()][0] : undefined;
  }
  return undefined;
}

function userOf(person: User): UserValue {
  return { id: String(person.id), label: fullName(person), email: person.mail ?? null };
}

function fullName({ firstname, lastname }: User): string {
  return `${firstname} ${lastname}`.trim();
}
