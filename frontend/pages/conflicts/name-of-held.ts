import type { Conflict } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';
import type { FieldWords } from '../fields/use-mapped-fields.js';

/** What is held where no field is: one side of the pair is gone. */
const ITEM = 'item';

/** How people know what is held. */
export function nameOfHeld(words: FieldWords, { integration, field }: Conflict): string {
  return field === ITEM ? WORDS.conflicts.ofItem : words.nameOf(integration, field);
}
