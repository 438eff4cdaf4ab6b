import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { Run } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';

const APPEARANCES: Readonly<Record<Run['state'], ThemeAppearance>> = {
  queued: 'default',
  running: 'inprogress',
  delayed: 'moved',
  finished: 'success',
  failed: 'removed',
  paused: 'moved',
  stopped: 'default',
};

export function StateOfRun({ state }: { readonly state: Run['state'] }) {
  return <Lozenge appearance={APPEARANCES[state]}>{WORDS.runs.states[state]}</Lozenge>;
}

/** Whether nothing more comes of it by itself. */
export function hasEnded(state: Run['state']): boolean {
  return ['finished', 'failed', 'paused', 'stopped'].includes(state);
}
