import type { Item } from '../connectors/sdk/index.js';
import { appendHistory } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { insertLinks } from '../links/index.js';
import { SIDES, type Side } from '../mappings/index.js';
import { assertClaims, linkClaimKey, releaseClaims, takeClaims } from '../storage/index.js';
import { closeLink, type Performed } from './close-link.js';
import { type Sinks, storeClosings } from './closing.js';
import type { LinkWork } from './link-work.js';
import { logIntents } from './log-writes.js';
import { type PerformedComment, type PerformedUpdate, performComment, performUpdate } from './perform.js';
import { settleWrites, storeIntents } from './write-repository.js';

/** Reads items again whose answers did not say what became of them. */
export type ReadBack = (
  side: Side,
  ids: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, LinkWork['items']['left']>>;

/**
 * Does what was decided for a batch of links: intents first, then the calls, then a look at what the tools made of them, then
 * one commit. Works without writes cost that commit alone.
 */
export async function executeLinks(
  job: SyncJob,
  works: readonly LinkWork[],
  parts: { readonly readBack: ReadBack; readonly sinks: Sinks },
  signal: AbortSignal,
): Promise<void> {
  if (works.length === 0) return;
  const accepted = await intend(job, works);
  logIntents(
    job,
    accepted.flatMap(({ writes }) => writes),
  );
  try {
    await executeAccepted(job, accepted, parts, signal);
  } catch (error) {
    await releaseMade(job, accepted);
    throw error;
  }
}

async function executeAccepted(
  job: SyncJob,
  accepted: readonly LinkWork[],
  parts: { readonly readBack: ReadBack; readonly sinks: Sinks },
  signal: AbortSignal,
): Promise<void> {
  const performed = await Promise.allSettled(accepted.map((work) => perform(job, work, signal)));
  const results = accepted.flatMap((work, index) => {
    const result = performed[index];
    return result?.status === 'fulfilled' ? [{ work, ...result.value }] : [];
  });
  const complete = await readBack(job, results, parts.readBack, signal);
  const overwritten = await findOverwritten(job, complete, signal);
  await storeClosings(
    job,
    complete.map((result) =>
      closeLink(job, result.work, {
        updates: result.updates,
        comments: result.comments,
        overwritten: overwritten.filter((edit) => result.work.items[edit.side].id === edit.itemId),
      }),
    ),
    parts.sinks,
  );
  const failure = performed.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

/**
 * Commits the intents, and the links that are new; a link that somebody else has made meanwhile is left to him. From its first
 * moment a new link is claimed as such, for whoever finds a change of its other item claims the link and no longer a mark (I6).
 */
async function intend(job: SyncJob, works: readonly LinkWork[]): Promise<readonly LinkWork[]> {
  const needsIntent = works.some((work) => work.isNew || work.writes.length > 0);
  if (!needsIntent) return works;
  return job.database.transaction('intend writes', async (transaction) => {
    await assertClaims(
      transaction,
      job.workerId,
      works.map(({ claim }) => claim),
    );
    const { refused } = await insertLinks(
      transaction,
      works.filter(({ isNew }) => isNew).map(({ link }) => link),
    );
    const accepted = works.filter(({ link }) => !refused.includes(link));
    await settleWrites(
      transaction,
      accepted.flatMap(({ isNew, settled }) =>
        isNew ? settled.map((write) => ({ ...write, targetId: null, error: null })) : [],
      ),
    );
    await appendHistory(
      transaction,
      accepted.flatMap(({ opening }) => opening),
    );
    await storeIntents(
      transaction,
      accepted.flatMap(({ writes }) => writes),
    );
    const made = await takeClaims(
      transaction,
      job.workerId,
      accepted.filter(({ isNew }) => isNew).map(({ link }) => linkClaimKey(link.id)),
    );
    return accepted.map((work) => ({ ...work, claim: made.get(linkClaimKey(work.link.id)) ?? work.claim }));
  });
}

/** Gives back the claims of new links that could not be closed; the batch knows those of their marks only. */
async function releaseMade(job: SyncJob, accepted: readonly LinkWork[]): Promise<void> {
  const made = accepted.filter(({ isNew }) => isNew).map(({ claim }) => claim);
  if (made.length === 0) return;
  await job.database.transaction('release new links', (transaction) => releaseClaims(transaction, job.workerId, made));
}

interface Result {
  readonly work: LinkWork;
  readonly updates: readonly PerformedUpdate[];
  readonly comments: readonly PerformedComment[];
}

/** One link's calls, one after the other: updates before comments, so that a comment lands on the item as it shall be. */
async function perform(job: SyncJob, work: LinkWork, signal: AbortSignal): Promise<Omit<Result, 'work'>> {
  const updates: PerformedUpdate[] = [];
  const comments: PerformedComment[] = [];
  for (const write of work.writes) {
    if (write.kind === 'update') updates.push(await performUpdate(job, work, write, signal));
    else {
      const changeCount = leastChangeCount(work.items[write.side], write.side, { updates, comments });
      comments.push(await performComment(job, work, { write, changeCount }, signal));
    }
  }
  return { updates, comments };
}

/** What the change count of an item has come to by our own writes, at the least; null where the tool does not count. */
function leastChangeCount(read: Item, side: Side, { updates, comments }: Omit<Result, 'work'>): number | null {
  const answered = updates.findLast(({ write, answer }) => write.side === side && answer !== null)?.answer;
  const before = (answered ?? read).changeCount;
  if (before === null) return null;
  return before + comments.filter(({ write, state }) => write.side === side && state === 'done').length;
}

async function readBack(
  _job: SyncJob,
  results: readonly Result[],
  read: ReadBack,
  signal: AbortSignal,
): Promise<readonly Result[]> {
  let complete = results;
  for (const side of SIDES) {
    const needed = complete.flatMap((result) =>
      result.updates.filter((update) => update.write.side === side && isIncomplete(update)),
    );
    if (needed.length === 0) continue;
    const items = await read(
      side,
      needed.flatMap(({ write }) => (write.targetId === null ? [] : [write.targetId])),
      signal,
    );
    complete = complete.map((result) => ({
      ...result,
      updates: result.updates.map((update) =>
        needed.includes(update) ? { ...update, answer: items.get(update.write.targetId ?? '') ?? null } : update,
      ),
    }));
  }
  return complete;
}

/** Done, but the answer does not show every field that was written (an answer without body, hidden fields). */
function isIncomplete(update: PerformedUpdate): boolean {
  if (update.state !== 'done') return false;
  const answer = update.answer;
  return answer === null || update.fields.some((field) => !(field.target in answer.fields));
}

/** Foreign edits that our updates covered without having seen them (I10): asked once for the batch and side. */
async function findOverwritten(
  job: SyncJob,
  results: readonly Result[],
  signal: AbortSignal,
): Promise<Performed['overwritten']> {
  const edits: Performed['overwritten'][number][] = [];
  for (const side of SIDES) {
    const requests = results.flatMap(({ work, updates }) =>
      updates.flatMap((update) =>
        update.write.side !== side || update.state !== 'done' || update.answer === null
          ? []
          : [
              {
                itemId: update.answer.id,
                before: work.items[side],
                after: update.answer,
                fields: job.mapping.fields[side].filter((field) =>
                  update.fields.some((written) => written.target === field.id),
                ),
              },
            ],
      ),
    );
    if (requests.length === 0) continue;
    const found = await job.sides[side].tool.overwritten(requests, signal);
    edits.push(...found.map((edit) => ({ ...edit, side })));
  }
  return edits;
}
