import { type FormerMappings, findFormerMappings, presentRule, readItems } from '../changes/index.js';
import type { Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinkedComments, type LinkedComment, type LinkPlace, type LinkStatus, pageLinks } from '../links/index.js';
import { SIDES, type Side } from '../mappings/index.js';
import { comparePair } from './compare-pair.js';
import type { Finding, Found, VerificationCounts } from './finding.js';

/** As many items as one bulk read takes. */
const BATCH_SIZE = 100;

/** Compares every link of the integration, a hundred at a time, read fresh from both tools. @returns what was found on each hundred. */
export async function* verifyLinks(
  job: SyncJob,
  counts: VerificationCounts,
  signal: AbortSignal,
): AsyncGenerator<readonly Found[]> {
  for (let after: LinkPlace | null = null; ; ) {
    const batch = await nextBatch(job, after, signal);
    if (batch.last === null) return;
    const found: Found[] = [];
    for (const link of batch.links) {
      const findings = await findingsOf(job, batch, link, signal);
      counts.links += 1;
      if (findings.length === 0) counts.equal += 1;
      for (const finding of findings) counts[finding.kind] += 1;
      found.push(...findings.map((finding) => ({ finding, on: { link } })));
    }
    after = batch.last;
    yield found;
  }
}

/** Links with their items as they are now, and what the database knows of them. */
interface Batch {
  readonly links: readonly LinkStatus[];
  /** The place of the last of them; null: there is none. */
  readonly last: LinkPlace | null;
  readonly items: Readonly<Record<Side, ReadonlyMap<string, Item>>>;
  readonly comments: readonly LinkedComment[];
  /** Ids of items that were found changed and are not dealt with yet. */
  readonly waiting: ReadonlySet<string>;
  readonly former: FormerMappings;
}

async function nextBatch(job: SyncJob, after: LinkPlace | null, signal: AbortSignal): Promise<Batch> {
  const known = await job.database.transaction('page links', async (transaction) => {
    const filter = { integrationId: job.integration.id, isLiving: true };
    const page = await pageLinks(transaction, filter, { after, limit: BATCH_SIZE });
    const links = page.map(({ link }) => link);
    const changes = await transaction.query(
      'select item_id from changes where integration_id = $1 and item_id = any($2::text[])',
      [job.integration.id, links.flatMap(({ left, right }) => [left.id, right.id])],
    );
    const comments = await findLinkedComments(
      transaction,
      links.map(({ id }) => id),
    );
    return {
      links,
      last: page.at(-1)?.place ?? null,
      comments,
      waiting: new Set(changes.map((row) => String(row.item_id))),
    };
  });
  const read = async (side: Side) => {
    const ids = known.links.map((link) => link[side].id);
    return (await readItems(job, side, ids, signal)).items;
  };
  const former = await findFormerMappings(job, known.links);
  return { ...known, former, items: { left: await read('left'), right: await read('right') } };
}

async function findingsOf(
  job: SyncJob,
  { items, comments, waiting, former }: Batch,
  link: LinkStatus,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const left = items.left.get(link.left.id);
  const right = items.right.get(link.right.id);
  if (left === undefined || right === undefined) {
    const keys = { left: link.left.key, right: link.right.key };
    const gone = SIDES.filter((side) => !items[side].has(link[side].id));
    return gone.map((side) => ({ ...keys, kind: 'gone', side, message: `${link[side].key} cannot be read` }));
  }
  const rule = await presentRule(job, former, link, { left, right }, signal);
  // Of a type that is not mapped any more: followed by nobody, and compared by nobody.
  if (rule === null) return [];
  const ofLink = comments.filter(({ linkId }) => linkId === link.id);
  const isWaiting = waiting.has(left.id) || waiting.has(right.id);
  return comparePair(job, { link, rule, left, right, comments: ofLink, isWaiting }, signal);
}
