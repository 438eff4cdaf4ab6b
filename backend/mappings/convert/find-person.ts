import type { UserValue } from '../../connectors/sdk/index.js';
import { opposite } from '../definition.js';
import { HoldFieldError } from '../hold-field-error.js';
import { writtenPerson } from '../values/index.js';
import type { ConversionContext } from './conversion-context.js';

/**
 * The same person on the target's side: by the mapping's table, which somebody wrote on purpose, else by account or e-mail. A
 * name alone never makes two accounts one person.
 * @throws HoldFieldError when there is nobody.
 */
export async function findPerson(context: ConversionContext, person: UserValue): Promise<UserValue> {
  const token = await writtenPartner(context, person);
  return token === null ? personOfEmail(context, person) : personOfTable(context, person, token);
}

async function personOfTable(context: ConversionContext, person: UserValue, token: string): Promise<UserValue> {
  const found = await context.ports.user(context.to, writtenPerson(token), context.signal);
  if (found !== null) return found;
  const message = `${person.label} is ${token} by \`users\`, and there is no such user on the ${context.to}`;
  throw new HoldFieldError('unmappable', message);
}

async function personOfEmail(context: ConversionContext, person: UserValue): Promise<UserValue> {
  const known = await withEmail(context, person);
  const found = await context.ports.user(context.to, known, context.signal);
  // A tool may find somebody by an address that it does not show.
  if (found !== null && (found.id === person.id || known.email !== null)) return found;
  const name = known.email === null ? `${person.label} (no e-mail shown)` : `${person.label} (${known.email})`;
  const message = `${name} has no account on the ${context.to} that could be found by e-mail; add a line to \`users\``;
  throw new HoldFieldError('unmappable', message);
}

/** Records often name a person without the address, which the person's own tool may still tell. */
async function withEmail(context: ConversionContext, person: UserValue): Promise<UserValue> {
  if (person.email !== null) return person;
  const account = await context.ports.user(opposite(context.to), person, context.signal);
  return account?.id === person.id ? account : person;
}

async function writtenPartner(context: ConversionContext, person: UserValue): Promise<string | null> {
  const rows = Object.entries(context.users);
  if (context.to === 'right') return rows.find(([left]) => isCalled(person, left))?.[1] ?? null;
  const row = rows.find(([, right]) => isCalled(person, right)) ?? (await rowOfAccount(context, rows, person));
  return row?.[0] ?? null;
}

/** A right user may be written by a name that is none of a user's values, a ServiceNow `user_name`: then its account tells. */
async function rowOfAccount(
  context: ConversionContext,
  rows: readonly (readonly [left: string, right: string])[],
  person: UserValue,
): Promise<readonly [string, string] | null> {
  for (const row of rows) {
    const account = await context.ports.user(opposite(context.to), writtenPerson(row[1]), context.signal);
    if (account?.id === person.id) return row;
  }
  return null;
}

function isCalled({ id, label, email }: UserValue, token: string): boolean {
  const written = token.toLowerCase();
  return id === token || label.toLowerCase() === written || email?.toLowerCase() === written;
}
