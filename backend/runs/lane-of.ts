import type { Run } from './run.js';

/** Where a run's changes wait. Single items have a lane of their own; everything but onboarding shares one. */
export function laneOf(run: Pick<Run, 'id' | 'mode' | 'request'>): string {
  if (run.mode === 'onboarding') return 'onboarding';
  const { items, planId, streams } = run.request;
  const isNarrow = [items, planId, streams].some((narrowed) => narrowed !== undefined);
  return isNarrow ? `run ${run.id}` : 'incremental';
}
