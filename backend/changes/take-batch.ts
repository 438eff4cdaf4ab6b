import { type Conflict, findConflicts } from '../conflicts/index.js';
import { type Flip, findFlips } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { wayToResume } from '../licences/index.js';
import { findLinkedComments, findLinks, findTombstones, type Link, type LinkedComment } from '../links/index.js';
import { opposite, SIDES, type Side } from '../mappings/index.js';
import { PausedError } from '../shared/index.js';
import { type Claim, linkClaimKey, releaseClaims, type Transaction, takeClaims } from '../storage/index.js';
import { findByIdempotencyKey, givenUpOfLinks, unsettledOfLinks, type Write } from '../writes/index.js';
import type { Change } from './change.js';
import { dueChanges, postponeChanges, remainingChanges } from './change-repository.js';
import { seenHashes } from './ledger.js';

/** As many as one bulk read takes. */
const BATCH_SIZE = 100;
/** When another run has an item in hand, it is looked at again after this. */
const BUSY_DELAY_MS = 1_000;

/** A link with the changes that were found on it. */
export interface LinkedChanges {
  readonly link: Link;
  readonly claim: Claim;
  readonly changes: readonly Change[];
}

/** An item without a link. */
export interface UnlinkedChange {
  readonly change: Change;
  readonly claim: Claim;
  /** The mark that its partner carries, or will carry. */
  readonly mark: string;
  readonly isTombstoned: boolean;
  /** An earlier create of its partner, in whatever state. */
  readonly write: Write | null;
}

/** Changes that this worker alone deals with now, with all that the database knows of them. */
export interface Batch {
  readonly linked: readonly LinkedChanges[];
  readonly unlinked: readonly UnlinkedChange[];
  readonly unsettled: readonly Write[];
  /** Updates that were given up, and may land all the same. */
  readonly givenUp: readonly Write[];
  /** Fields that go back and forth. */
  readonly flips: readonly Flip[];
  readonly conflicts: readonly Conflict[];
  readonly comments: readonly LinkedComment[];
  readonly hashes: Readonly<Record<Side, ReadonlyMap<string, string>>>;
  readonly claims: readonly Claim[];
}

/** All changes of a batch. */
export function changesOf({ linked, unlinked }: Batch): readonly Change[] {
  return [...linked.flatMap(({ changes }) => changes), ...unlinked.map(({ change }) => change)];
}

/**
 * Takes the next changes of the run's lane and claims what they are about: the link, or, while there is none, the mark that
 * its making would carry (I6). What another run has in hand is put off.
 * @param inHand changes of batches that this run has not put down: they are passed over.
 * @returns null when nothing is due. @throws PausedError when the integration or a connection of it was paused.
 */
export async function takeBatch(job: SyncJob, inHand: ReadonlySet<string>): Promise<Batch | null> {
  return job.database.transaction('take changes', async (transaction) => {
    await assertNotPaused(job, transaction);
    const due = await dueChanges(transaction, {
      integrationId: job.integration.id,
      lane: job.lane,
      except: [...inHand],
      limit: BATCH_SIZE,
    });
    if (due.length === 0) return null;
    const before = await linksOf(job, transaction, due);
    const keys = due.map((change) => subjectOf(job, change, before).key);
    const claims = await takeClaims(transaction, job.workerId, keys);
    // whoever had a claim until now may have dealt with the change, or made or altered the link, just before he gave it back
    const changes = await remainingChanges(transaction, due);
    const links = await linksOf(job, transaction, changes);
    const subjects = changes.map((change) => ({ change, ...subjectOf(job, change, links) }));
    const taken = subjects.flatMap((subject) => {
      const claim = claims.get(subject.key);
      return claim === undefined ? [] : [{ ...subject, claim }];
    });
    const busy = subjects.filter(({ key }) => !claims.has(key));
    await postponeChanges(
      transaction,
      busy.map(({ change }) => ({ id: change.id, delayMs: BUSY_DELAY_MS, problem: null, isAttempt: false })),
    );
    return assemble(job, transaction, taken, [...claims.values()]);
  });
}

async function assertNotPaused(job: SyncJob, transaction: Transaction): Promise<void> {
  const rows = await transaction.query(
    `select name, paused_reason from integrations where id = $1 and state = 'paused'
      union all select name, paused_reason from connections where id = any($2::uuid[]) and state = 'paused'`,
    [job.integration.id, SIDES.map((side) => job.sides[side].connection.id)],
  );
  const [paused] = rows;
  if (paused === undefined) return;
  const name = String(paused.name);
  const reason = paused.paused_reason === null ? 'by hand' : String(paused.paused_reason);
  throw new PausedError(`${name} is paused: ${reason}; ${wayToResume(name, reason)}`);
}

/**
 * The same for changes that nobody shall work yet: a plan looks without claiming. Changes of items that somebody has in hand
 * are looked at too.
 */
export async function viewBatch(job: SyncJob, changes: readonly Change[]): Promise<Batch> {
  return job.database.transaction('view changes', async (transaction) => {
    const links = await linksOf(job, transaction, changes);
    const subjects = changes.map((change) => {
      const subject = subjectOf(job, change, links);
      return { change, ...subject, claim: { key: subject.key, epoch: '0' } };
    });
    return assemble(job, transaction, subjects, []);
  });
}

interface Subject {
  readonly change: Change;
  readonly link: Link | null;
  readonly mark: string | null;
  readonly claim: Claim;
}

async function linksOf(job: SyncJob, transaction: Transaction, changes: readonly Change[]): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (const side of SIDES) {
    const ids = changes.filter((change) => change.side === side).map((change) => change.itemId);
    const known = new Set(links.map((link) => link.id));
    const found = await findLinks(transaction, job.integration.id, side, ids);
    links.push(...found.filter((link) => !known.has(link.id)));
  }
  return links;
}

/** Reads all that the database knows of the subjects. */
async function assemble(
  job: SyncJob,
  transaction: Transaction,
  taken: readonly Subject[],
  claims: readonly Claim[],
): Promise<Batch> {
  const takenLinks = [...new Set(taken.flatMap(({ link }) => (link === null ? [] : [link])))];
  const linkIds = takenLinks.map((link) => link.id);
  const marks = taken.flatMap(({ mark }) => (mark === null ? [] : [mark]));
  const writes = new Map(
    (await findByIdempotencyKey(transaction, marks)).map((write) => [write.idempotencyKey, write]),
  );
  const tombstones: Record<Side, ReadonlySet<string>> = { left: new Set(), right: new Set() };
  const hashes: Record<Side, ReadonlyMap<string, string>> = { left: new Map(), right: new Map() };
  for (const side of SIDES) {
    const ofSide = taken.filter(({ change }) => change.side === side);
    tombstones[side] = await findTombstones(
      transaction,
      job.integration.id,
      side,
      ofSide.filter(({ link }) => link === null).map(({ change }) => change.itemId),
    );
    hashes[side] = await seenHashes(
      transaction,
      job.integration.id,
      side,
      ofSide.map(({ change }) => change.itemId),
    );
  }
  return {
    linked: takenLinks.flatMap((link) => {
      const ofLink = taken.filter((candidate) => candidate.link === link);
      const claim = ofLink[0]?.claim;
      return claim === undefined ? [] : [{ link, claim, changes: ofLink.map(({ change }) => change) }];
    }),
    unlinked: taken.flatMap(({ change, claim, mark }) =>
      mark === null
        ? []
        : [
            {
              change,
              claim,
              mark,
              isTombstoned: tombstones[change.side].has(change.itemId),
              write: writes.get(mark) ?? null,
            },
          ],
    ),
    unsettled: await unsettledOfLinks(transaction, linkIds),
    givenUp: await givenUpOfLinks(transaction, linkIds),
    flips: await findFlips(transaction, linkIds),
    conflicts: await findConflicts(transaction, linkIds),
    comments: await findLinkedComments(transaction, linkIds),
    hashes,
    claims,
  };
}

/** What a change is about, as a claim's key. */
function subjectOf(
  job: SyncJob,
  change: Change,
  links: readonly Link[],
): { readonly key: string; readonly link: Link | null; readonly mark: string | null } {
  const link = links.find((candidate) => candidate[change.side].id === change.itemId);
  if (link !== undefined) return { key: linkClaimKey(link.id), link, mark: null };
  const mark = job.marks.of({
    site: job.sides[change.side].site,
    itemId: change.itemId,
    target: job.sides[opposite(change.side)],
  });
  return { key: `mark:${mark}`, link: null, mark };
}

/** Gives back the claims of a batch that could not be finished; those that were closed are gone already. */
export async function releaseBatch(job: SyncJob, batch: Batch): Promise<void> {
  await job.database.transaction('release changes', (transaction) =>
    releaseClaims(transaction, job.workerId, batch.claims),
  );
}
