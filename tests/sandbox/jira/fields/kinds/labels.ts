import type { JsonValue } from '../../../../../backend/shared/index.js';
import { type FieldBehaviour, FieldRefusal } from '../field-behaviour.js';

const LONGEST = 255;

/** A set of words. */
export const labels: FieldBehaviour = {
  verbs: ['set', 'add', 'remove'],
  empty: [],
  parseElement: parseLabel,
  parse(input) {
    if (input === null) return null;
    if (!Array.isArray(input)) throw new FieldRefusal('data was not an array');
    const set = new Set((input as JsonValue[]).map(parseLabel));
    return set.size === 0 ? null : [...set];
  },
  render: (stored) => stored,
  trace: (stored) => ({ id: null, text: stored === null ? '' : (stored as readonly string[]).join(' ') }),
};

function parseLabel(input: JsonValue): string {
  if (typeof input !== 'string') throw new FieldRefusal('string expected at index 0');
  if (/\s/.test(input)) throw new FieldRefusal(`The label '${input}' contains spaces which is invalid.`);
  if (input.length > LONGEST)
    throw new FieldRefusal(`The label '${input}' exceeds the limit of ${LONGEST} characters.`);
  return input;
}
