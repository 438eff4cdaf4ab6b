import { appendHistory, chainLines } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { lockHistoryEnds, setHistoryEnd } from '../links/index.js';
import { removeItem } from '../writes/index.js';
import { removeChanges } from './change-repository.js';
import type { Doubled } from './decision.js';
import { recordSeen } from './ledger.js';

/**
 * Removes an item that was made twice, which only happens where a create landed after both looks (I14, B12). It goes only while
 * nobody but us has touched it; else it is left and named, for a person to merge.
 */
export async function repairDouble(job: SyncJob, double: Doubled, signal: AbortSignal): Promise<void> {
  const { side, item } = double;
  const isUntouched =
    item.createdByUs && item.lastChangedByUs !== false && (item.comments ?? []).every((comment) => comment.byUs);
  let message = `${item.key} was made twice and has been edited since: merge it by hand and delete it`;
  if (isUntouched) {
    const refusal = await removeItem(job, { claim: double.claim, linkId: double.linkId, side, item }, signal);
    message =
      refusal === null
        ? `${item.key} was made twice by an interrupted create and has been deleted`
        : `${item.key} was made twice; delete it by hand (${refusal})`;
  }
  job.log.warn('an item was made twice', { item: item.key, outcome: message });
  await job.database.transaction('record double', async (transaction) => {
    const ends = await lockHistoryEnds(transaction, [double.linkId]);
    const lines = chainLines(ends.get(double.linkId) ?? null, [
      {
        integrationId: job.integration.id,
        linkId: double.linkId,
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
    await setHistoryEnd(transaction, double.linkId, lines.at(-1)?.hash ?? null);
    await recordSeen(transaction, job.integration.id, [
      { side, itemId: item.id, version: item.version, hash: null, open: false },
    ]);
    await removeChanges(transaction, double.changes);
  });
}
