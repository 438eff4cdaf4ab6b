import { closeConflicts, type HeldField, holdFields } from '../conflicts/index.js';
import type { Item, ItemRef } from '../connectors/sdk/index.js';
import { appendHistory, type ChainedLine, chainLines } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import {
  insertLinks,
  type Link,
  type LinkedComment,
  lockHistoryEnds,
  storeLinkedComments,
  updateLinks,
} from '../links/index.js';
import type { Side } from '../mappings/index.js';
import { assertClaims, type Claim, releaseClaims, type Transaction } from '../storage/index.js';
import type { Change } from './change-ref.js';
import { logSettled } from './log-writes.js';
import { type SettledWrite, settleWrites } from './write-repository.js';

/** Everything that one finished piece of work stores, in one transaction with others like it. */
export interface Closing {
  readonly claim: Claim;
  /** Null when there is none (yet): a create that was not made. */
  readonly link: Link | null;
  readonly isNew: boolean;
  readonly hold: readonly HeldField[];
  readonly release: readonly string[];
  readonly settled: readonly SettledWrite[];
  readonly history: readonly ChainedLine[];
  /** Items as they are now, with the hash of their mapped values. */
  readonly seen: readonly {
    readonly side: Side;
    readonly item: Item;
    readonly hash: string | null;
    /** The version may cover something that nobody has read: whoever finds it reads it once more. */
    readonly isCovering?: boolean;
  }[];
  /** Items that show an edit which nobody has looked at. */
  readonly requeue: readonly { readonly side: Side; readonly ref: ItemRef }[];
  readonly comments: readonly LinkedComment[];
  readonly changes: readonly Change[];
  /** The tool's own words when the item as a whole was not taken. */
  readonly problem: string | null;
  /** The problem is likely to pass by itself: the tool was not there and took nothing. */
  readonly isPassing: boolean;
  /** A write has an unknown outcome: the change stays until it was looked for. */
  readonly waiting: boolean;
  readonly counts: WorkCounts;
  /** When what was written had changed on the other side, by that tool's clock. */
  readonly carriedFrom: readonly Date[];
}

/** What a piece of work adds to the counters of its run. */
export interface WorkCounts {
  readonly created: number;
  readonly updated: number;
  readonly held: number;
  readonly failed: number;
}

/** What the stages before this one do with finished work, so that this one needs not know them. */
export interface Sinks {
  /** Ledger, changes and counters; in the same transaction. */
  store(transaction: Transaction, closings: readonly Closing[]): Promise<void>;
}

/**
 * Stores finished work: fenced by the claims' epochs (I6), links checked by their version, all or nothing.
 * @returns links whose items were linked by somebody else meanwhile: doubles.
 */
export async function storeClosings(
  job: SyncJob,
  closings: readonly Closing[],
  sinks: Sinks,
): Promise<{ readonly refused: readonly Link[] }> {
  const result = await job.database.transaction('close links', async (transaction) => {
    const claims = closings.map(({ claim }) => claim);
    await assertClaims(transaction, job.workerId, claims);
    const linked = await followHistory(
      transaction,
      closings.flatMap((closing) => (closing.link === null ? [] : [{ ...closing, link: closing.link }])),
    );
    const { refused } = await insertLinks(
      transaction,
      linked.filter(({ isNew }) => isNew).map(({ link }) => link),
    );
    const stored = linked.filter(({ link }) => !refused.includes(link));
    await updateLinks(
      transaction,
      stored.filter(({ isNew }) => !isNew).map(({ link }) => link),
    );
    await holdFields(
      transaction,
      stored.flatMap(({ hold }) => hold),
    );
    await closeConflicts(
      transaction,
      stored.flatMap(({ link, release }) => release.map((field) => ({ linkId: link.id, field }))),
    );
    await settleWrites(
      transaction,
      closings.flatMap(({ settled }) => settled),
    );
    await appendHistory(
      transaction,
      stored.flatMap(({ history }) => history),
    );
    await storeLinkedComments(
      transaction,
      stored.flatMap(({ comments }) => comments),
    );
    await sinks.store(
      transaction,
      closings.filter(({ link }) => link === null || !refused.includes(link)),
    );
    await releaseClaims(transaction, job.workerId, claims);
    return { refused };
  });
  logSettled(
    job,
    closings.flatMap(({ settled }) => settled),
  );
  return result;
}

/**
 * Lets lines follow the present end of their link's chain: what is named beside the merging of a pair, a double that was removed, may have
 * been added since the link was read.
 */
async function followHistory<C extends Closing & { readonly link: Link }>(
  transaction: Transaction,
  closings: readonly C[],
): Promise<readonly C[]> {
  const ids = closings.filter(({ isNew }) => !isNew).map(({ link }) => link.id);
  const ends = await lockHistoryEnds(transaction, ids);
  return closings.map((closing) => {
    const end = ends.get(closing.link.id);
    if (end === undefined) return closing;
    const history = chainLines(end, closing.history);
    return { ...closing, history, link: { ...closing.link, historyHash: history.at(-1)?.hash ?? end } };
  });
}
