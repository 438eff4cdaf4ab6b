import type { JsonValue } from '../../../../../backend/shared/index.js';
import { userByIdJson } from '../../render/user-json.js';
import { type FieldBehaviour, FieldRefusal, NOTHING } from '../field-behaviour.js';

/** A person, kept by account id. Only people who may be assigned are taken as assignee. */
export const user: FieldBehaviour = {
  verbs: ['set'],
  empty: null,
  parse(input, field, { directory, canBeAssigned }) {
    if (input === null) return null;
    if (typeof input !== 'object' || Array.isArray(input)) throw new FieldRefusal('data was not an object');
    const { accountId, id } = input as { readonly [key: string]: JsonValue };
    const asked = accountId ?? id ?? null;
    if (asked === null) return null;
    if (typeof asked !== 'string') throw new FieldRefusal('expected accountId to be a string');
    const account = directory.account(asked);
    if (field.id === 'assignee') {
      // Jira names the same reason for an unknown, an inactive and an unassignable user.
      if (account === undefined || !canBeAssigned(account)) {
        throw new FieldRefusal(`User '${asked}' cannot be assigned issues.`);
      }
    } else if (account === undefined || !account.isActive) {
      throw new FieldRefusal(
        field.id === 'reporter' ? 'The reporter specified is not a user.' : `Specify a valid value for ${field.name}`,
      );
    }
    return asked;
  },
  render: (stored, _field, view) => userByIdJson(String(stored), view),
  trace(stored, _field, directory) {
    if (typeof stored !== 'string') return NOTHING;
    return { id: stored, text: directory.account(stored)?.displayName ?? null };
  },
};
