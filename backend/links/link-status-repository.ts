import { z } from 'zod';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import type { EndedReason, LinkedItem } from './link.js';

/** A link shows its worst field: `equal` where nothing is held or refused. */
export const linkState = z.enum(['equal', 'held', 'failed', 'ended']);
export type LinkState = z.infer<typeof linkState>;

/** Where a link stands, for people; without the values of its fields. */
export interface LinkStatus {
  readonly id: string;
  readonly integrationId: string;
  readonly left: LinkedItem;
  readonly right: LinkedItem;
  readonly state: LinkState;
  /** Field ids that wait for a person. */
  readonly held: readonly string[];
  /** Why a tool refuses it, in its own words. */
  readonly problem: string | null;
  /** Which entry of `items` it goes by in that version of the mapping. */
  readonly ruleIndex: number;
  readonly mappingVersion: number;
  readonly createdAt: Date;
  readonly syncedAt: Date;
  readonly endedAt: Date | null;
  readonly endedReason: EndedReason | null;
  /** End of its chain of history. */
  readonly historyHash: string | null;
}

const STATE = `case when ended_at is not null then 'ended' when problem is not null then 'failed'
  when held <> '{}' then 'held' else 'equal' end`;
const COLUMNS = `id, integration_id, left_id, left_key, left_url, right_id, right_key, right_url, ${STATE} as state, held, problem,
  rule_index, mapping_version, created_at, synced_at, ended_at, ended_reason, history_hash`;

/** The place of a link in the order of time. */
export interface LinkPlace {
  /** Microseconds since 1970: the database counts finer than `Date`. */
  readonly createdAtUs: string;
  readonly id: string;
}

/** A page of the links, ended ones too, the youngest first. */
export async function pageLinks(
  transaction: Transaction,
  filter: {
    readonly integrationId?: string | undefined;
    /** A key or id on either side. */
    readonly item?: string | undefined;
    /** What a key on either side begins with, in letters of either case. */
    readonly search?: string | undefined;
    readonly state?: LinkState | undefined;
    /** Only those that have not ended. */
    readonly isLiving?: boolean | undefined;
  },
  { after, limit }: PageOf<LinkPlace>,
): Promise<readonly { readonly link: LinkStatus; readonly place: LinkPlace }[]> {
  const rows = await transaction.query(
    `select ${COLUMNS}, (extract(epoch from created_at) * 1000000)::bigint::text as created_at_us from links
      where ($1::uuid is null or integration_id = $1) and ($2::text is null or $2 in (left_key, right_key, left_id, right_id))
        and ($3::text is null or ${STATE} = $3) and (not $4 or ended_at is null)
        and ($5::text is null or starts_with(lower(left_key), lower($5)) or starts_with(lower(right_key), lower($5)))
        and ($6::bigint is null or (created_at, id) < (timestamptz 'epoch' + $6::bigint * interval '1 microsecond', $7::uuid))
      order by created_at desc, id desc limit $8`,
    [
      filter.integrationId ?? null,
      filter.item ?? null,
      filter.state ?? null,
      filter.isLiving ?? false,
      filter.search ?? null,
      after?.createdAtUs ?? null,
      after?.id ?? null,
      limit,
    ],
  );
  return rows.map((row) => ({
    link: fromRow(row),
    place: { createdAtUs: String(row.created_at_us), id: String(row.id) },
  }));
}

/** The link with that id, also an ended one; null when there is none. */
export async function getLink(transaction: Transaction, id: string): Promise<LinkStatus | null> {
  const rows = await transaction.query(`select ${COLUMNS} from links where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

function fromRow(row: Row): LinkStatus {
  const text = (value: unknown) => (value === null ? null : String(value));
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    left: { id: String(row.left_id), key: String(row.left_key), url: text(row.left_url) },
    right: { id: String(row.right_id), key: String(row.right_key), url: text(row.right_url) },
    state: linkState.parse(row.state),
    held: row.held as string[],
    problem: text(row.problem),
    ruleIndex: Number(row.rule_index),
    mappingVersion: Number(row.mapping_version),
    createdAt: row.created_at as Date,
    syncedAt: row.synced_at as Date,
    endedAt: row.ended_at as Date | null,
    endedReason: row.ended_reason as EndedReason | null,
    historyHash: text(row.history_hash),
  };
}
