import { type FieldBehaviour, FieldRefusal, NOTHING } from '../field-behaviour.js';

const LONGEST = 32_767;

/** Rich text as wiki markup, kept as it came. */
export const wiki: FieldBehaviour = {
  verbs: ['set'],
  empty: null,
  parse(input) {
    if (input === null || input === '') return null;
    if (typeof input !== 'string') throw new FieldRefusal('Operation value must be a string');
    if (input.length > LONGEST) {
      throw new FieldRefusal('The entered text is too long. It exceeds the allowed limit of 32,767 characters.');
    }
    return input;
  },
  render: (stored) => stored,
  trace: (stored) => (typeof stored === 'string' ? { id: null, text: stored } : NOTHING),
};
