import type { ThemeAppearance } from '@atlaskit/lozenge';
import type { Integration } from '../../api/operations.js';
import { WORDS } from '../../words/words.js';

/** One word for how an integration stands: what hinders it comes first. */
export function stateOfIntegration({ enabled, state, activeRuns, lastRun, onboardedAt, kind }: Integration): {
  readonly words: string;
  readonly appearance: ThemeAppearance;
} {
  const { states } = WORDS.dashboard;
  if (!enabled) return { words: states.off, appearance: 'default' };
  if (state === 'paused') return { words: states.paused, appearance: 'moved' };
  if (activeRuns.some((run) => run.state === 'running')) return { words: states.running, appearance: 'inprogress' };
  if (lastRun?.state === 'failed') return { words: states.failed, appearance: 'removed' };
  if (kind === 'sync' && onboardedAt === null) return { words: states.onboarding, appearance: 'new' };
  return { words: states.active, appearance: 'success' };
}
