import { adfProblem, adfText } from '../../adf/index.js';
import { type FieldBehaviour, FieldRefusal, NOTHING } from '../field-behaviour.js';

const LONGEST = 32_767;

/** Rich text as an Atlassian document. */
export const textarea: FieldBehaviour = {
  verbs: ['set'],
  empty: null,
  parse(input) {
    if (input === null) return null;
    if (typeof input !== 'object' || Array.isArray(input)) {
      throw new FieldRefusal('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
    }
    if (adfProblem(input) !== undefined) throw new FieldRefusal('INVALID_INPUT');
    if (adfText(input).length > LONGEST) {
      throw new FieldRefusal('The entered text is too long. It exceeds the allowed limit of 32,767 characters.');
    }
    return input;
  },
  render: (stored) => stored,
  trace: (stored) => (stored === null ? NOTHING : { id: null, text: adfText(stored) }),
};
