import type { UserValue } from '../sdk/index.js';
import { anyOf } from './encoded-query.js';
import type { Instance } from './instance.js';
import { type Row, textAt } from './record.js';

/** What names a person, surest first, and what a token must look like to be asked for there. */
const NAMES = [
  { field: 'sys_id', form: /^[0-9a-f]{32}$/i },
  { field: 'user_name', form: /./ },
  { field: 'email', form: /@/ },
] as const;

const FIELDS = ['sys_id', 'user_name', 'email', 'name', 'active'];

/**
 * People by `sys_id`, user name or e-mail, by token; case means nothing. One call unless the tokens are many. A token
 * that several people answer to stands for the active one, and for nobody when that does not settle it.
 */
export async function findPeople(
  instance: Instance,
  tokens: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, UserValue>> {
  const wanted = [...new Set(tokens)].filter((token) => token !== '');
  const people = new Map<string, Row>();
  const asked = NAMES.flatMap(({ field, form }) =>
    wanted.filter((token) => form.test(token)).map((value) => ({ field, value })),
  );
  for (const condition of anyOf(asked)) {
    const query = { table: 'sys_user', conditions: [condition], fields: FIELDS, values: 'stored' } as const;
    for (const person of await instance.api.listAll(query, signal)) people.set(textAt(person, 'sys_id'), person);
  }
  const found = new Map<string, UserValue>();
  for (const token of wanted) {
    const person = personFor(token, [...people.values()]);
    if (person !== null) found.set(token, person);
  }
  return found;
}

function personFor(token: string, people: readonly Row[]): UserValue | null {
  for (const { field } of NAMES) {
    const named = people.filter((person) => textAt(person, field).toLowerCase() === token.toLowerCase());
    const active = named.filter((person) => textAt(person, 'active') !== 'false');
    const [only, another] = active.length > 0 ? active : named;
    if (only !== undefined) return another === undefined ? userOf(only) : null;
  }
  return null;
}

function userOf(person: Row): UserValue {
  return {
    id: textAt(person, 'sys_id'),
    label: textAt(person, 'name') || textAt(person, 'user_name'),
    email: textAt(person, 'email') || null,
  };
}
