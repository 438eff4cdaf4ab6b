import type { SyncJob } from '../integrations/index.js';
import { decideLinked } from './decide-linked.js';
import { decideUnlinked } from './decide-unlinked.js';
import type { Batch } from './take-batch.js';

/** What follows from one change. */
export type Decision = Awaited<ReturnType<typeof decideLinked | typeof decideUnlinked>>[number];

/** Reads the items of a batch with fresh eyes and decides what follows; writes nothing anywhere. */
export async function decideBatch(job: SyncJob, batch: Batch, signal: AbortSignal): Promise<readonly Decision[]> {
  return [...(await decideLinked(job, batch, signal)), ...(await decideUnlinked(job, batch, signal))];
}
