import type { SyncJob } from '../integrations/index.js';
import { isUnsettled } from '../writes/index.js';
import type { Orphaned, Postponed, Skip } from './decision.js';
import { oldestMarked } from './oldest-marked.js';
import { readItems } from './read-items.js';
import type { UnlinkedChange } from './take-batch.js';

/**
 * An item that was never linked and is not there: nothing of ours is lost, unless somebody was making its partner when he was
 * interrupted. What he made would stand there for ever, of no use to anybody, so it is looked for like any other create (I14).
 */
export async function decideGone(
  job: SyncJob,
  unlinked: UnlinkedChange,
  signal: AbortSignal,
): Promise<Skip | Postponed | Orphaned> {
  const { change, claim, write } = unlinked;
  if (!isUnsettled(write)) return { kind: 'skip', claim, changes: [change], seen: [] };
  const { tool, container } = job.sides[write.side];
  const found = await tool.lookUp(
    { container, marks: [write.idempotencyKey], match: null, hint: write.body.hint, since: write.intendedAt },
    signal,
  );
  const made = oldestMarked(found, write.idempotencyKey);
  const items = made === null ? null : (await readItems(job, write.side, [made.ref.id], signal)).items;
  const partner = made === null ? null : (items?.get(made.ref.id) ?? null);
  const isAwaited = write.looks > 0 && (write.lookDueInMs ?? 0) <= 0;
  if (partner !== null || isAwaited) return { kind: 'orphaned', claim, changes: [change], write, partner };
  return {
    kind: 'postponed',
    claim,
    changes: [change],
    delayMs: write.looks === 0 ? null : write.lookDueInMs,
    problem: null,
    lookedFor: write.looks === 0 ? [{ id: write.id, side: write.side }] : [],
  };
}
