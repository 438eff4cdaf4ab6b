import type { SyncJob } from '../integrations/index.js';
import type { Side } from '../mappings/index.js';
import { NotFoundError } from '../shared/index.js';
import { assertClaims, type Claim, type Transaction } from '../storage/index.js';
import { endOf } from './perform.js';
import type { NewWrite } from './write-repository.js';
import { findByIdempotencyKey, settleWrites, storeIntents } from './write-repository.js';

/** An item that shall be deleted, and the link because of which. */
export interface Removal {
  readonly claim: Claim;
  readonly linkId: string;
  readonly side: Side;
  readonly item: { readonly id: string; readonly key: string };
  /** Called in the transaction that first intends it, so that whatever it stores is there before the item is gone. */
  readonly announce?: (transaction: Transaction) => Promise<void>;
}

/**
 * Deletes an item, intent first (I13). One that is gone already counts as deleted.
 * @returns the tool's words when it would not, else null.
 * @throws UnknownOutcomeError when nobody knows; the item must then be looked at again.
 */
export async function removeItem(job: SyncJob, removal: Removal, signal: AbortSignal): Promise<string | null> {
  const { side, item } = removal;
  const write: NewWrite = {
    id: job.random.uuid(),
    integrationId: job.integration.id,
    runId: job.runId,
    linkId: removal.linkId,
    kind: 'remove',
    side,
    idempotencyKey: `remove ${item.id} because of ${removal.linkId}`,
    sourceId: null,
    sourceKey: item.key,
    targetId: item.id,
    body: { fields: [], steps: [], hint: null, comment: null },
  };
  await job.database.transaction('intend removal', async (transaction) => {
    await assertClaims(transaction, job.workerId, [removal.claim]);
    const isNews = (await findByIdempotencyKey(transaction, [write.idempotencyKey])).length === 0;
    if (isNews) await removal.announce?.(transaction);
    await storeIntents(transaction, [write]);
  });
  try {
    await job.sides[side].tool.remove({ container: job.sides[side].container, id: item.id }, signal);
  } catch (error) {
    if (!(error instanceof NotFoundError)) {
      const ended = endOf(write, error, signal);
      await settle(job, write, ended);
      if (ended.state === 'refused') return ended.problem;
      throw error;
    }
  }
  await settle(job, write, { state: 'done', problem: null });
  return null;
}

async function settle(
  job: SyncJob,
  write: NewWrite,
  ended: Pick<ReturnType<typeof endOf>, 'state' | 'problem'>,
): Promise<void> {
  await job.database.transaction('settle removal', (transaction) =>
    settleWrites(transaction, [{ id: write.id, state: ended.state, targetId: write.targetId, error: ended.problem }]),
  );
}
