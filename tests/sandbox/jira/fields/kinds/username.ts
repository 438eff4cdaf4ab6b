import type { JsonValue } from '../../../../../backend/shared/index.js';
import { type FieldBehaviour, FieldRefusal } from '../field-behaviour.js';
import { user } from './user.js';

/** A person by user name, as Data Center takes one; kept by user key. */
export const username: FieldBehaviour = {
  ...user,
  parse(input, field, context) {
    if (input === null) return null;
    if (typeof input !== 'object' || Array.isArray(input)) throw new FieldRefusal('data was not an object');
    const { name } = input as { readonly [key: string]: JsonValue };
    if (name === null || name === '') return null;
    if (typeof name !== 'string') throw new FieldRefusal('expected Object containing a "name" property');
    const account = context.directory.site.accounts.find((candidate) => candidate.name === name);
    if (account === undefined) throw new FieldRefusal(`User '${name}' does not exist.`);
    return user.parse({ accountId: account.accountId }, field, context);
  },
};
