import type { LaneStatus } from '../changes/index.js';
import type { Transaction } from '../storage/index.js';
import type { ReadPhase } from './read-phase.js';
import { startWorking } from './run-repository.js';

/** Goes from reading to working, or ends the run where nothing waits. @returns what waits, or null */
export async function startOrLeave(
  transaction: Transaction,
  { run, leaveQuietly }: Pick<ReadPhase, 'run' | 'leaveQuietly'>,
  status: LaneStatus,
): Promise<LaneStatus | null> {
  if (status.nextInMs === null) await leaveQuietly(transaction);
  else await startWorking(transaction, run.id);
  return status.nextInMs === null ? null : status;
}
