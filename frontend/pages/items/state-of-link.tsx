import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { Link } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';

const APPEARANCES: Readonly<Record<Link['state'], ThemeAppearance>> = {
  equal: 'success',
  held: 'moved',
  failed: 'removed',
  ended: 'default',
};

/** A link shows its worst field. */
export function StateOfLink({ state }: { readonly state: Link['state'] }) {
  return <Lozenge appearance={APPEARANCES[state]}>{WORDS.items.states[state]}</Lozenge>;
}
