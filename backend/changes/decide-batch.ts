import type { SyncJob } from '../integrations/index.js';
import { decideLinked } from './decide-linked.js';
import { decideUnlinked } from './decide-unlinked.js';
import type { Batch, UnlinkedChange } from './take-batch.js';

/** What follows from one change. */
export type Decision = Awaited<ReturnType<typeof decideLinked | typeof decideUnlinked>>[number];

/** Reads the items of a batch with fresh eyes and decides what follows; writes nothing anywhere. */
export async function decideBatch(job: SyncJob, batch: Batch, signal: AbortSignal): Promise<readonly Decision[]> {
  const linked = await decideLinked(job, batch, signal);
  // what a linked item has become is no news: its change waits until the link has gone along
  const isLinkedNext = ({ change }: UnlinkedChange) =>
    linked.some(
      (decision) =>
        decision.kind === 'vanished' && decision.side === change.side && decision.missing?.replacedBy === change.itemId,
    );
  const unlinked = batch.unlinked.filter((candidate) => !isLinkedNext(candidate));
  return [...linked, ...(await decideUnlinked(job, { ...batch, unlinked }, signal))];
}
