import { appendHistory, chainLines } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { moveLink } from '../links/index.js';
import { assertClaims } from '../storage/index.js';
import { goneName } from './believe-absence.js';
import { removeChanges, storeChanges } from './change-repository.js';
import type { Vanished } from './decision.js';

/**
 * Follows an item that its tool has given a new id, as some do when it moves (I5): the link goes along, and what changed on the
 * way is found there. @returns false when that item is linked already, so that the old one is gone like any other.
 */
export async function followReplaced(job: SyncJob, decision: Vanished, replacedBy: string): Promise<boolean> {
  const { linked, side } = decision;
  const { link, claim, changes } = linked;
  const lines = chainLines(link.historyHash, [
    {
      integrationId: job.integration.id,
      linkId: link.id,
      runId: job.runId,
      writeId: null,
      kind: 'moved',
      side,
      field: null,
      before: link[side].id,
      after: replacedBy,
      message: `${goneName(job, decision)} has moved and has a new id`,
      cause: 'said by the tool',
    },
  ]);
  return job.database.transaction('follow replaced item', async (transaction) => {
    await assertClaims(transaction, job.workerId, [claim]);
    const historyHash = lines.at(-1)?.hash ?? null;
    if (!(await moveLink(transaction, link, { side, id: replacedBy, historyHash }))) return false;
    await appendHistory(transaction, lines);
    await removeChanges(transaction, changes);
    await storeChanges(transaction, {
      integrationId: job.integration.id,
      lane: job.lane,
      side,
      kind: 'seen',
      filtered: false,
      refs: [{ id: replacedBy, key: link[side].key, version: { token: '', at: new Date(0).toISOString() } }],
    });
    return true;
  });
}
