import type { JsonValue } from '../../../../../backend/shared/index.js';
import { FieldRefusal } from '../field-behaviour.js';

/** The members of a reference as callers write it, `{id}`, `{name}`, `{value}`; numbers are taken as ids. */
export function referenceOf(input: JsonValue): { readonly id?: string; readonly name?: string } {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    throw new FieldRefusal('data was not an object');
  }
  const { id, name, value } = input as { readonly [key: string]: JsonValue };
  if (typeof id === 'string' || typeof id === 'number') return { id: String(id) };
  const text = name ?? value;
  return typeof text === 'string' ? { name: text } : {};
}

/** The id of the named thing that a reference means; `refusal` makes Jira's message from what was asked. */
export function resolveReference(
  input: JsonValue,
  choices: readonly { readonly id: string; readonly name: string; readonly isDisabled?: boolean }[],
  refusal: (asked: { readonly id?: string; readonly name?: string }) => string,
): string {
  const asked = referenceOf(input);
  const found = choices.find(
    (choice) => !choice.isDisabled && (asked.id !== undefined ? choice.id === asked.id : choice.name === asked.name),
  );
  if (found === undefined) throw new FieldRefusal(refusal(asked));
  return found.id;
}
