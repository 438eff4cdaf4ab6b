import type { WantedRun } from '../../application/index.js';
import { readPlanFile } from '../plan/plan-file.js';

/** As commander reads them. */
export interface SyncOptions {
  readonly onboarding?: boolean;
  readonly reconcile?: boolean;
  readonly item?: readonly string[];
  readonly plan?: string;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/**
 * The run that a person asks for. With `wait` it has no job: this process works it, and should it die, a server finds it.
 * @throws ConfigurationError when the plan cannot be used.
 */
export async function wantedRun(name: string, options: SyncOptions): Promise<WantedRun> {
  const { onboarding = false, reconcile = false, item, plan, wait = false } = options;
  return {
    mode: onboarding ? 'onboarding' : reconcile ? 'reconcile' : 'manual',
    request: {
      ...(item === undefined ? {} : { items: [...item] }),
      ...(plan === undefined ? {} : { planId: (await readPlanFile(plan, name)).id }),
    },
    isQueued: !wait,
  };
}
