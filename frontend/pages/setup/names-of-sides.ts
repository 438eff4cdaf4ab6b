import type { Setup } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';

/** What a person calls each side: its connection, once it is chosen. */
export type NamesOfSides = Readonly<Record<'left' | 'right', string>>;

export function namesOfSides({ left, right }: Pick<Setup, 'left' | 'right'>): NamesOfSides {
  const { sides } = WORDS.setup;
  return { left: left.connection ?? sides.left, right: right.connection ?? sides.right };
}
