import type { FieldDescriptor, FieldValue, UserValue } from '../../connectors/sdk/index.js';
import type { Choice } from '../mapping.js';
import { isPeople } from './kinds.js';

/** How people write a choice of this field in a mapping, and what expressions see of it. */
export function tokenOf(descriptor: Pick<FieldDescriptor, 'kind' | 'token'>, choice: Choice): string {
  if (typeof choice === 'string') return choice;
  if (isPeople(descriptor.kind)) return personToken(choice as UserValue);
  return choice[descriptor.token];
}

/**
 * The names of a choice or a plain value that mean something to another tool, the mapping's own first. An id that people never
 * write is none: two tools that both number their priorities number them differently.
 */
export function namesOf(descriptor: FieldDescriptor, value: Exclude<FieldValue, null> | Choice): readonly string[] {
  if (typeof value !== 'object') return [String(value)];
  const choice = value as Exclude<Choice, string>;
  if (isPeople(descriptor.kind)) {
    const { id, label, email } = value as UserValue;
    return [id, ...(email === null ? [] : [email]), label];
  }
  return descriptor.token === 'id' ? [choice.id, choice.label] : [choice.label];
}

/** A person written as a token: an address where it looks like one. */
export function writtenPerson(token: string): UserValue {
  return { id: token, label: token, email: token.includes('@') ? token : null };
}

function personToken(person: UserValue): string {
  return person.email ?? person.label;
}
