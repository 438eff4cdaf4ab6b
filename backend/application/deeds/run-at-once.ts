import type { Integration } from '../../integrations/index.js';
import type { Queue } from '../../queue/index.js';
import { listRuns } from '../../runs/index.js';
import type { Random } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { requestRun } from '../../ticks/index.js';

/** Enough to meet the last onboarding run; polls are many. */
const RECENT_RUNS = 200;

/**
 * Looks after a sync at once that runs again after a pause; an onboarding that the pause has interrupted goes on.
 * @returns whether one does.
 */
export async function runAtOnce(
  transaction: Transaction,
  { queue, random }: { readonly queue: Queue; readonly random: Random },
  integration: Integration,
): Promise<boolean> {
  await transaction.query('update integrations set next_run_at = syncline_now() where id = $1', [integration.id]);
  if (!(await isOnboardingInterrupted(transaction, integration))) return false;
  const requested = { integrationId: integration.id, mode: 'onboarding' as const, request: {} };
  await requestRun(transaction, { queue, random }, requested);
  return true;
}

async function isOnboardingInterrupted(transaction: Transaction, { id, onboardedAt }: Integration): Promise<boolean> {
  if (onboardedAt !== null) return false;
  const runs = await listRuns(transaction, id, RECENT_RUNS);
  return runs.find(({ mode }) => mode === 'onboarding')?.state === 'paused';
}
