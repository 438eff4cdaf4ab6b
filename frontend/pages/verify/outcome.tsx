import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { Verification } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';

const { outcomes } = WORDS.verify;

const APPEARANCES: Readonly<Record<keyof typeof outcomes, ThemeAppearance>> = {
  equal: 'success',
  differs: 'removed',
  queued: 'default',
  running: 'inprogress',
  failed: 'removed',
  stopped: 'default',
  interrupted: 'moved',
};

/** What a verification has come to, in a word. */
export function Outcome({ verification: { state, isEqual } }: { readonly verification: Verification }) {
  const outcome = state !== 'finished' ? state : isEqual ? 'equal' : 'differs';
  return <Lozenge appearance={APPEARANCES[outcome]}>{outcomes[outcome]}</Lozenge>;
}

/** Whether it is still to come to something. */
export function isUnderWay({ state }: Verification): boolean {
  return state === 'queued' || state === 'running';
}

/** All that was found, whatever of it. */
export function foundBy({ counts }: Verification): number {
  return counts.differs + counts.held + counts.waiting + counts.gone + counts.missing + counts['comment-missing'];
}
