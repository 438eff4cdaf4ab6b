import type { Item } from '../connectors/sdk/index.js';
import { appendHistory, chainLines } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { lockHistoryEnds, setHistoryEnd } from '../links/index.js';
import type { Transaction } from '../storage/index.js';
import { removeItem } from '../writes/index.js';
import { removeChanges } from './change-repository.js';
import type { Doubled } from './decision.js';
import { recordSeen } from './ledger.js';

/**
 * Removes an item that was made twice, which only happens where a create landed after both looks (I14, B12). It goes only while
 * nobody but us has touched it, and is named before it goes; else it is left and named, for a person to merge.
 */
export async function repairDouble(job: SyncJob, double: Doubled, signal: AbortSignal): Promise<void> {
  const { side, item } = double;
  const removed = `${item.key} was made twice by an interrupted create and is deleted`;
  let message: string | null = `${item.key} was made twice and has been edited since: merge it by hand and delete it`;
  if (isUntouched(item)) {
    const announce = (transaction: Transaction) => name(transaction, job, double, removed);
    const removal = { claim: double.claim, linkId: double.linkId, side, item, announce };
    const refusal = await removeItem(job, removal, signal);
    message = refusal === null ? null : `${item.key} was made twice; delete it by hand (${refusal})`;
  }
  job.log.warn('an item was made twice', { item: item.key, outcome: message ?? removed });
  await job.database.transaction('record double', async (transaction) => {
    if (message !== null) await name(transaction, job, double, message);
    await recordSeen(transaction, job.integration.id, [
      { side, itemId: item.id, version: item.version, hash: null, open: false },
    ]);
    await removeChanges(transaction, double.changes);
  });
}

function isUntouched({ createdByUs, lastChangedByUs, comments }: Item): boolean {
  return createdByUs && lastChangedByUs !== false && (comments ?? []).every((comment) => comment.byUs);
}

/** Says so in the history of the link that has the first of the two. */
async function name(transaction: Transaction, job: SyncJob, { linkId, side }: Doubled, message: string): Promise<void> {
  const ends = await lockHistoryEnds(transaction, [linkId]);
  const lines = chainLines(ends.get(linkId) ?? null, [
    {
      integrationId: job.integration.id,
      linkId,
      runId: job.runId,
      writeId: null,
      kind: 'doubled',
      side,
      field: null,
      before: null,
      after: null,
      message,
      cause: 'mark of an interrupted create',
    },
  ]);
  await appendHistory(transaction, lines);
  await setHistoryEnd(transaction, linkId, lines.at(-1)?.hash ?? null);
}
