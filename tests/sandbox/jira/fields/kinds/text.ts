import { type FieldBehaviour, FieldRefusal, NOTHING } from '../field-behaviour.js';

const LONGEST = 255;

/** One line of plain text, trimmed as Jira does. */
export const text: FieldBehaviour = {
  verbs: ['set'],
  empty: null,
  parse(input, field) {
    if (input === null) return null;
    if (typeof input !== 'string') throw new FieldRefusal('Operation value must be a string');
    if (/[\r\n]/.test(input)) {
      throw new FieldRefusal(`The ${field.name.toLowerCase()} is invalid because it contains newline characters.`);
    }
    if (input.length > LONGEST) throw new FieldRefusal(`${field.name} can't exceed ${LONGEST} characters.`);
    const trimmed = input.trim();
    return trimmed === '' ? null : trimmed;
  },
  render: (stored) => stored,
  trace: (stored) => (typeof stored === 'string' ? { id: null, text: stored } : NOTHING),
};
