import type { Queue } from '../queue/index.js';
import { insertRun, type Run, type RunMode } from '../runs/index.js';
import type { Random } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import { enqueueRun } from './work-run-task.js';

/** A run that shall take place. */
export interface RequestedRun {
  readonly integrationId: string;
  readonly mode: RunMode;
  readonly request: Run['request'];
}

/**
 * Adds a run with its job, both or neither.
 * @returns the run, or the one of that mode that is active already: two that ask at once make one run (F4).
 */
export async function requestRun(
  transaction: Transaction,
  { queue, random }: { readonly queue: Queue; readonly random: Random },
  requested: RequestedRun,
): Promise<{ readonly run: Run; readonly isNew: boolean }> {
  const inserted = await insertRun(transaction, { id: random.uuid(), ...requested });
  if (inserted.isNew) await enqueueRun(queue, transaction, inserted.run.id);
  return inserted;
}
