import { readItems } from '../changes/index.js';
import type { Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinksByKey, type Link, linkFromRow } from '../links/index.js';
import { opposite, type Side } from '../mappings/index.js';
import { UnknownNameError } from '../shared/index.js';

/** An item to try a mapping on, and its partner where it has one. */
export interface FoundItem {
  readonly source: Item;
  readonly target: Item | null;
}

/**
 * An item of the integration on one side: the one of that key, else the pair that was synced last, else one of those that its filter holds for.
 * What the integration is not about is not found.
 * @throws UnknownNameError when there is none.
 */
export async function findItem(job: SyncJob, side: Side, key: string | null, signal: AbortSignal): Promise<FoundItem> {
  const link = await findPair(job, key);
  if (link === null) return { source: await findUnlinked(job, side, key, signal), target: null };
  const target = opposite(side);
  const [own, other] = await Promise.all([
    readItems(job, side, [link[side].id], signal),
    readItems(job, target, [link[target].id], signal),
  ]);
  const source = own.items.get(link[side].id);
  if (source === undefined) throw new UnknownNameError(`${link[side].key} is not there any more`);
  return { source, target: other.items.get(link[target].id) ?? null };
}

function findPair({ database, integration: { id } }: SyncJob, key: string | null): Promise<Link | null> {
  return database.transaction('find pair', async (transaction) => {
    if (key !== null) return (await findLinksByKey(transaction, key, id))[0] ?? null;
    const [row] = await transaction.query(
      `select * from links where integration_id = $1 and ended_at is null and vanished is null order by synced_at desc, id limit 1`,
      [id],
    );
    return row === undefined ? null : linkFromRow(row);
  });
}

async function findUnlinked(job: SyncJob, side: Side, key: string | null, signal: AbortSignal): Promise<Item> {
  const { tool, container } = job.sides[side];
  const { filter } = job.integration.definition[side];
  const ids = key === null ? await firstOf(job, side, signal) : await withKey(job, side, key, signal);
  const inside =
    key === null || filter === null || ids.length === 0
      ? new Set(ids)
      : await tool.matching({ container, filter, ids }, signal);
  const { items } = await readItems(job, side, ids.filter((id) => inside.has(id)).slice(0, 1), signal);
  const [item] = items.values();
  if (item !== undefined) return item;
  const what = key === null ? 'no item' : `no ${key}`;
  throw new UnknownNameError(
    `${what} is in ${container} of ${job.sides[side].connection.name}, as far as the filter goes`,
  );
}

async function withKey(job: SyncJob, side: Side, key: string, signal: AbortSignal): Promise<readonly string[]> {
  const { tool, container } = job.sides[side];
  const match = { field: 'key', values: [key] };
  const { byMatch } = await tool.lookUp({ container, marks: [], match, hint: null, since: null }, signal);
  return byMatch.map(({ ref }) => ref.id);
}

/** The last of the first page: tools give pages by age. */
async function firstOf(job: SyncJob, side: Side, signal: AbortSignal): Promise<readonly string[]> {
  const { tool, container } = job.sides[side];
  const { filter } = job.integration.definition[side];
  const query = { container, filter, order: 'identity', updatedSince: null, createdSince: null, after: null } as const;
  const { refs } = await tool.page(query, signal);
  return refs.slice(-1).map(({ id }) => id);
}
