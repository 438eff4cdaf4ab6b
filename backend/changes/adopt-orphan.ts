import { appendHistory, chainLines } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { insertLinks, type Link, newLink } from '../links/index.js';
import { type Base, ruleFor } from '../mappings/index.js';
import { assertClaims } from '../storage/index.js';
import { basesOfCreate, settleWrites } from '../writes/index.js';
import { postponeChanges, removeChanges } from './change-repository.js';
import type { Orphaned } from './decision.js';

/**
 * Settles an interrupted create whose source is gone. If it made something, that is linked with what it was made of: then it is
 * a link of which one item has vanished, and is suspected, named and dealt with like any other (I5).
 */
export async function adoptOrphan(job: SyncJob, decision: Orphaned, signal: AbortSignal): Promise<void> {
  const { claim, changes, write, partner } = decision;
  const rule = partner === null ? null : await ruleFor(job.mapping, write.side, partner, job.ports, signal);
  const bases = rule === null || partner === null ? {} : basesOfCreate(rule, write, partner);
  const state = partner === null ? 'superseded' : 'done';
  await job.database.transaction('adopt orphan', async (transaction) => {
    await assertClaims(transaction, job.workerId, [claim]);
    await settleWrites(transaction, [{ id: write.id, state, targetId: partner?.id ?? null, error: null }]);
    if (partner === null) return removeChanges(transaction, changes);
    const id = job.random.uuid();
    const lines = chainLines(null, [
      {
        integrationId: job.integration.id,
        linkId: id,
        runId: job.runId,
        writeId: write.id,
        kind: 'created',
        side: write.side,
        field: null,
        before: null,
        after: partner.fields,
        message: `${write.sourceKey} became ${partner.key}, and was gone before they were linked`,
        cause: 'mark of an interrupted create',
      },
    ]);
    const link = linkOf(job, { ...decision, partner }, { id, ruleIndex: rule?.index ?? 0, bases });
    const { refused } = await insertLinks(transaction, [{ ...link, historyHash: lines.at(-1)?.hash ?? null }]);
    if (refused.length === 0) await appendHistory(transaction, lines);
    // of a link now: whoever takes it next finds that one of its items cannot be read
    const dueNow = { delayMs: 0, problem: null, isAttempt: false };
    await postponeChanges(
      transaction,
      changes.map((change) => ({ id: change.id, ...dueNow })),
    );
  });
}

function linkOf(
  job: SyncJob,
  { write, partner, changes }: Orphaned & { readonly partner: NonNullable<Orphaned['partner']> },
  parts: { readonly id: string; readonly ruleIndex: number; readonly bases: Readonly<Record<string, Base>> },
): Link {
  const [change] = changes;
  const source = { id: change.itemId, key: write.sourceKey ?? change.itemKey, url: null };
  const made = { id: partner.id, key: partner.key, url: partner.url };
  const isLeft = write.side === 'left';
  const { id, ruleIndex, bases } = parts;
  const items = { left: isLeft ? made : source, right: isLeft ? source : made };
  return { ...newLink(job.integration, { id, ruleIndex, ...items }), bases };
}
