import { readItems, storeChanges } from '../changes/index.js';
import type { Item } from '../connectors/sdk/index.js';
import { appendHistory, type ChainedLine, chainLines } from '../history/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinks, insertLinks, type Link, newLink } from '../links/index.js';
import { type CompiledRule, ruleFor, SIDES, type Side } from '../mappings/index.js';
import type { Transaction } from '../storage/index.js';
import type { WrittenPair } from './read-pair-file.js';

/** What became of the pairs of a file. */
export interface ImportedPairs {
  linked: number;
  /** Were links already. */
  known: number;
  readonly refused: { readonly line: number; readonly left: string; readonly right: string; readonly reason: string }[];
}

/** Pairs that are dealt with together: one bulk read of each side. */
const BATCH = 100;

/**
 * Links items that are the same thing by a person's word, so that nothing is created for them. They meet for the first time at the next run:
 * where they differ, `initial` decides (I12), and a plan shows it before. What cannot be linked is named; the rest is.
 * @param isDryRun looks, and stores nothing. @throws what a tool throws; the batches before it are stored.
 */
export async function importPairs(
  job: SyncJob,
  pairs: AsyncIterable<WrittenPair>,
  { isDryRun, source }: { readonly isDryRun: boolean; readonly source: string },
  signal: AbortSignal,
): Promise<ImportedPairs> {
  const result: ImportedPairs = { linked: 0, known: 0, refused: [] };
  let batch: WrittenPair[] = [];
  for await (const pair of pairs) {
    batch.push(pair);
    if (batch.length < BATCH) continue;
    await importBatch(job, batch, { isDryRun, source }, result, signal);
    batch = [];
  }
  if (batch.length > 0) await importBatch(job, batch, { isDryRun, source }, result, signal);
  return result;
}

interface FoundPair {
  readonly written: WrittenPair;
  readonly items: Readonly<Record<Side, Item>>;
  readonly rule: CompiledRule;
}

async function importBatch(
  job: SyncJob,
  batch: readonly WrittenPair[],
  { isDryRun, source }: { readonly isDryRun: boolean; readonly source: string },
  result: ImportedPairs,
  signal: AbortSignal,
): Promise<void> {
  const refuse = ({ line, left, right }: WrittenPair, reason: string) =>
    void result.refused.push({ line, left, right, reason });
  const sides = {
    left: await itemsByKey(job, 'left', batch, signal),
    right: await itemsByKey(job, 'right', batch, signal),
  };
  const found: FoundPair[] = [];
  for (const written of batch) {
    const [left, right] = SIDES.map((side) => sides[side].get(written[side]));
    if (left === undefined || right === undefined) {
      const side = left === undefined ? 'left' : 'right';
      const { connection, container } = job.sides[side];
      refuse(written, `there is no ${written[side]} in ${container} of ${connection.name}`);
      continue;
    }
    const rule = await ruleFor(job.mapping, 'left', left, job.ports, signal);
    const partnerRule = await ruleFor(job.mapping, 'right', right, job.ports, signal);
    if (rule === null || partnerRule === null)
      refuse(written, `the mapping has no entry for the type of ${rule === null ? left.key : right.key}`);
    else found.push({ written, items: { left, right }, rule });
  }
  await job.database.transaction('import pairs', (transaction) =>
    storePairs(transaction, job, found, { isDryRun, source }, result, refuse),
  );
}

async function itemsByKey(
  job: SyncJob,
  side: Side,
  batch: readonly WrittenPair[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Item>> {
  const { tool, container } = job.sides[side];
  const keys = [...new Set(batch.map((pair) => pair[side]))];
  const ids = new Map<string, string>();
  for (let from = 0; from < keys.length; from += tool.abilities.lookUpBatchSize) {
    const values = keys.slice(from, from + tool.abilities.lookUpBatchSize);
    const request = { container, marks: [], match: { field: 'key', values }, hint: null, since: null };
    for (const { value, ref } of (await tool.lookUp(request, signal)).byMatch) ids.set(value, ref.id);
  }
  const { items } = await readItems(job, side, [...ids.values()], signal);
  return new Map(
    [...ids].flatMap(([key, id]) => {
      const item = items.get(id);
      return item === undefined ? [] : [[key, item] as const];
    }),
  );
}

async function storePairs(
  transaction: Transaction,
  job: SyncJob,
  found: readonly FoundPair[],
  { isDryRun, source }: { readonly isDryRun: boolean; readonly source: string },
  result: ImportedPairs,
  refuse: (written: WrittenPair, reason: string) => void,
): Promise<void> {
  const partners = await partnersOf(transaction, job, found);
  const pairs: { readonly written: WrittenPair; readonly link: Link; readonly opening: readonly ChainedLine[] }[] = [];
  for (const { written, items, rule } of found) {
    const [left, right] = [partners.left.get(items.left.id), partners.right.get(items.right.id)];
    if (left === items.right.id && right === items.left.id) {
      result.known += 1;
      continue;
    }
    if (left !== undefined || right !== undefined) {
      refuse(written, `${left === undefined ? items.right.key : items.left.key} is linked with another item already`);
      continue;
    }
    partners.left.set(items.left.id, items.right.id);
    partners.right.set(items.right.id, items.left.id);
    const link = newLink(job.integration, { id: job.random.uuid(), ...items, ruleIndex: rule.index });
    const opening = chainLines(null, [openingOf(job, link, `${source} line ${written.line}`)]);
    pairs.push({ written, opening, link: { ...link, historyHash: opening.at(-1)?.hash ?? null } });
  }
  const overtaken = isDryRun
    ? []
    : (
        await insertLinks(
          transaction,
          pairs.map(({ link }) => link),
        )
      ).refused;
  const linked = pairs.filter(({ link }) => !overtaken.includes(link));
  for (const { written, link } of pairs) {
    if (overtaken.includes(link)) refuse(written, 'a run has linked one of them with another item meanwhile');
  }
  result.linked += linked.length;
  if (isDryRun) return;
  await appendHistory(
    transaction,
    linked.flatMap(({ opening }) => opening),
  );
  await storeChanges(transaction, {
    integrationId: job.integration.id,
    lane: job.lane,
    side: 'left',
    kind: 'seen',
    // a person has named it
    filtered: true,
    refs: linked.map(({ link }) => ({ ...link.left, version: { token: '', at: new Date(0).toISOString() } })),
  });
}

/** Who is linked with whom already, by the ids of either side. */
async function partnersOf(
  transaction: Transaction,
  job: SyncJob,
  found: readonly FoundPair[],
): Promise<Readonly<Record<Side, Map<string, string>>>> {
  const partners = { left: new Map<string, string>(), right: new Map<string, string>() };
  for (const side of SIDES) {
    const ids = found.map(({ items }) => items[side].id);
    for (const { left, right } of await findLinks(transaction, job.integration.id, side, ids)) {
      partners.left.set(left.id, right.id);
      partners.right.set(right.id, left.id);
    }
  }
  return partners;
}

function openingOf(job: SyncJob, { id, left, right }: Link, cause: string) {
  return {
    integrationId: job.integration.id,
    linkId: id,
    runId: null,
    writeId: null,
    kind: 'linked' as const,
    side: null,
    field: null,
    before: null,
    after: null,
    message: `${left.key} and ${right.key} are the same by a file`,
    cause,
  };
}
