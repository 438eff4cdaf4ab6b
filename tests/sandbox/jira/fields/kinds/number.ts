import { type FieldBehaviour, FieldRefusal, NOTHING } from '../field-behaviour.js';

export const number: FieldBehaviour = {
  verbs: ['set'],
  empty: null,
  parse(input) {
    if (input !== null && typeof input !== 'number') throw new FieldRefusal('Operation value must be a number');
    return input;
  },
  render: (stored) => stored,
  trace: (stored) => (stored === null ? NOTHING : { id: null, text: String(stored) }),
};
