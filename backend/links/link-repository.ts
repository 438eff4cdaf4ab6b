import type { Side } from '../mappings/index.js';
import { StaleError } from '../shared/index.js';
import type { Row, Transaction } from '../storage/index.js';
import { type EndedReason, type Link, storedBases } from './link.js';
import type { MarkedSource } from './mark.js';

const COLUMNS = `id, integration_id, left_id, right_id, left_key, right_key, left_url, right_url, rule_index,
  mapping_version, bases, held, problem, version, history_hash`;

export function linkFromRow(row: Row): Link {
  const text = (value: unknown) => (value === null ? null : String(value));
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    left: { id: String(row.left_id), key: String(row.left_key), url: text(row.left_url) },
    right: { id: String(row.right_id), key: String(row.right_key), url: text(row.right_url) },
    ruleIndex: Number(row.rule_index),
    mappingVersion: Number(row.mapping_version),
    bases: storedBases.parse(row.bases),
    held: row.held as string[],
    problem: text(row.problem),
    version: Number(row.version),
    historyHash: text(row.history_hash),
  };
}

/** The living links of these items. */
export async function findLinks(
  transaction: Transaction,
  integrationId: string,
  side: Side,
  itemIds: readonly string[],
): Promise<readonly Link[]> {
  if (itemIds.length === 0) return [];
  const rows = await transaction.query(
    `select ${COLUMNS} from links where integration_id = $1 and ${side}_id = any($2::text[]) and ended_at is null`,
    [integrationId, itemIds],
  );
  return rows.map(linkFromRow);
}

/** Which of these items have an ended link and no living one: they are not created again (I16). */
export async function findTombstones(
  transaction: Transaction,
  integrationId: string,
  side: Side,
  itemIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction.query(
    `select distinct ${side}_id as item_id from links where integration_id = $1 and ${side}_id = any($2::text[]) and ended_at is not null`,
    [integrationId, itemIds],
  );
  return new Set(rows.map((row) => String(row.item_id)));
}

/** The living link with that id, or null. */
export async function findLink(transaction: Transaction, id: string): Promise<Link | null> {
  const rows = await transaction.query(`select ${COLUMNS} from links where id = $1 and ended_at is null`, [id]);
  return rows[0] === undefined ? null : linkFromRow(rows[0]);
}

/** Living links whose item has this key or id on either side, in any integration or one. */
export async function findLinksByKey(
  transaction: Transaction,
  key: string,
  integrationId: string | null,
): Promise<readonly Link[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from links
      where (left_key = $1 or right_key = $1 or left_id = $1 or right_id = $1)
        and ($2::uuid is null or integration_id = $2) and ended_at is null
      order by created_at`,
    [key, integrationId],
  );
  return rows.map(linkFromRow);
}

/** One JSON document per statement keeps a bulk write one round trip whatever the columns are. */
function toDocument(links: readonly Link[]): string {
  return JSON.stringify(
    links.map((link) => ({
      id: link.id,
      integration_id: link.integrationId,
      left_id: link.left.id,
      right_id: link.right.id,
      left_key: link.left.key,
      right_key: link.right.key,
      left_url: link.left.url,
      right_url: link.right.url,
      rule_index: link.ruleIndex,
      mapping_version: link.mappingVersion,
      bases: link.bases,
      held: link.held,
      problem: link.problem,
      version: link.version,
      history_hash: link.historyHash,
    })),
  );
}

const DOCUMENT = `jsonb_to_recordset($1::jsonb) as d (id uuid, integration_id uuid, left_id text, right_id text, left_key text,
  right_key text, left_url text, right_url text, rule_index int, mapping_version int, bases jsonb, held jsonb, problem text,
  version int, history_hash text)`;
const HELD = 'array(select jsonb_array_elements_text(d.held))';

/**
 * Stores links that are new. One living link per item and integration: whoever comes second with one of the items gets it
 * back as `refused`, for he has made or matched a double.
 */
export async function insertLinks(
  transaction: Transaction,
  links: readonly Link[],
): Promise<{ readonly refused: readonly Link[] }> {
  if (links.length === 0) return { refused: [] };
  const rows = await transaction.query(
    `insert into links (id, integration_id, left_id, right_id, left_key, right_key, left_url, right_url, rule_index,
                        mapping_version, bases, held, problem, version, history_hash)
     select id, integration_id, left_id, right_id, left_key, right_key, left_url, right_url, rule_index, mapping_version,
            bases, ${HELD}, problem, version, history_hash
       from ${DOCUMENT}
     on conflict do nothing returning id`,
    [toDocument(links)],
  );
  const stored = new Set(rows.map((row) => String(row.id)));
  return { refused: links.filter((link) => !stored.has(link.id)) };
}

/** Stores what became of links that were read at `version`. @throws StaleError when another commit came first (I6). */
export async function updateLinks(transaction: Transaction, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  const rows = await transaction.query(
    `update links l
        set left_key = d.left_key, right_key = d.right_key, left_url = d.left_url, right_url = d.right_url,
            bases = d.bases, held = ${HELD}, problem = d.problem, history_hash = d.history_hash,
            mapping_version = d.mapping_version, rule_index = d.rule_index, version = l.version + 1, vanished = null,
            synced_at = syncline_now()
       from ${DOCUMENT}
      where l.id = d.id and l.version = d.version and l.ended_at is null
      returning l.id`,
    [toDocument(links)],
  );
  if (rows.length === links.length) return;
  const stored = new Set(rows.map((row) => String(row.id)));
  const stale = links.filter((link) => !stored.has(link.id));
  throw new StaleError(`changed meanwhile: ${stale.map((link) => `${link.left.key} to ${link.right.key}`).join(', ')}`);
}

/** Lets one side of a link be another item. @returns false when that one is linked already, or the link has changed meanwhile. */
export async function moveLink(
  transaction: Transaction,
  link: Pick<Link, 'id' | 'integrationId' | 'version'>,
  to: { readonly side: Side; readonly id: string; readonly historyHash: string | null },
): Promise<boolean> {
  const rows = await transaction.query(
    `update links set ${to.side}_id = $3, history_hash = $4, version = version + 1
      where id = $1 and version = $2 and ended_at is null
        and not exists (select 1 from links l where l.integration_id = $5 and l.${to.side}_id = $3 and l.ended_at is null)
      returning id`,
    [link.id, link.version, to.id, to.historyHash, link.integrationId],
  );
  return rows.length > 0;
}

/** Ends a link and leaves its tombstone. */
export async function endLink(transaction: Transaction, linkId: string, reason: EndedReason): Promise<void> {
  await transaction.query(
    `update links set ended_at = syncline_now(), ended_reason = $2, version = version + 1 where id = $1 and ended_at is null`,
    [linkId, reason],
  );
  await transaction.query(
    `update conflicts set state = 'closed', closed_at = syncline_now(), changed_at = syncline_now()
      where link_id = $1 and state <> 'closed'`,
    [linkId],
  );
}

/** The ends of these links' chains of history, kept as they are until the transaction ends. */
export async function lockHistoryEnds(
  transaction: Transaction,
  linkIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (linkIds.length === 0) return new Map();
  const rows = await transaction.query(
    'select id, history_hash from links where id = any($1::uuid[]) order by id for update',
    [linkIds],
  );
  return new Map(rows.map((row) => [String(row.id), row.history_hash === null ? null : String(row.history_hash)]));
}

/** Stores the new end of a link's chain of history. */
export async function setHistoryEnd(transaction: Transaction, linkId: string, hash: string | null): Promise<void> {
  await transaction.query('update links set history_hash = $2 where id = $1', [linkId, hash]);
}

/**
 * Those of these items that a living link of another integration over the same connection joins to a place other than ours: what an
 * archived one has joined to ours, the partner there finds by its mark.
 */
export async function findLinkedByOthers(
  transaction: Transaction,
  asked: {
    readonly integrationId: string;
    readonly connection: string;
    readonly itemIds: readonly string[];
    /** Where this integration has the partners of these items. */
    readonly target: MarkedSource['target'];
  },
): Promise<ReadonlySet<string>> {
  const rows = await transaction.query(
    `with others as (
       select i.id, side
         from integrations i cross join (values ('left', 'right'), ('right', 'left')) as sides (side, partner)
        where i.kind = 'sync' and i.id <> $1 and i.tenant_id = (select tenant_id from integrations where id = $1) and i.definition->side->>'connection' = $2
          and not (i.definition->partner->>'container' = $5 and exists (
            select 1 from connections c
             where c.tenant_id = i.tenant_id and c.name = i.definition->partner->>'connection' and coalesce(c.site_id, c.settings->>'url') = $4)))
     select left_id as id from others o join links l on l.integration_id = o.id
      where o.side = 'left' and l.ended_at is null and l.left_id = any($3::text[])
     union
     select right_id from others o join links l on l.integration_id = o.id
      where o.side = 'right' and l.ended_at is null and l.right_id = any($3::text[])`,
    [asked.integrationId, asked.connection, asked.itemIds, asked.target.site, asked.target.container],
  );
  return new Set(rows.map((row) => String(row.id)));
}
