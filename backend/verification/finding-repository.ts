import type { PageOf, Row, Transaction } from '../storage/index.js';
import type { Finding, FindingKind, Found } from './finding.js';
import { type LookedAt, MENDABLE } from './look-again.js';

/** A finding as it is kept. */
export interface KeptFinding {
  readonly position: number;
  readonly kind: FindingKind;
  readonly side: 'left' | 'right' | null;
  readonly field: string | null;
  readonly left: string | null;
  readonly right: string | null;
  readonly message: string;
  /** Null where there is no link, or none any more. */
  readonly linkId: string | null;
}

/** Keeps findings, in their order. @param from how many are kept already. */
export async function storeFindings(
  transaction: Transaction,
  verificationId: string,
  from: number,
  found: readonly Found[],
): Promise<void> {
  if (found.length === 0) return;
  const column = (of: (finding: Finding, on: Found['on']) => string | null) =>
    found.map(({ finding, on }) => of(finding, on));
  await transaction.query(
    `insert into verification_findings (verification_id, position, kind, side, field, left_key, right_key, message, link_id, item_id)
     select $1, $2 + n, kind, side, field, left_key, right_key, message, (select id from links where id = link_id), item_id
       from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::text[])
            with ordinality as f (kind, side, field, left_key, right_key, message, link_id, item_id, n)`,
    [
      verificationId,
      from,
      column(({ kind }) => kind),
      column((finding) => ('side' in finding ? finding.side : null)),
      column((finding) => ('field' in finding ? finding.field : null)),
      column(({ left }) => left),
      column(({ right }) => right),
      column(({ message }) => message),
      column((_, on) => ('link' in on ? on.link.id : null)),
      column((_, on) => ('link' in on ? null : on.ref.id)),
    ],
  );
}

/** A page of what was found, in the order in which it was. */
export async function pageFindings(
  transaction: Transaction,
  { verificationId, kind }: { readonly verificationId: string; readonly kind: FindingKind | undefined },
  { after, limit }: PageOf<string>,
): Promise<readonly KeptFinding[]> {
  const rows = await transaction.query(
    `select position, kind, side, field, left_key, right_key, message, link_id from verification_findings
      where verification_id = $1 and ($2::text is null or kind = $2) and position > $3 order by position limit $4`,
    [verificationId, kind ?? null, Number(after ?? 0), limit],
  );
  return rows.map(fromRow);
}

/** The items that looking again at what was found would be about, each once; what has lost its link meanwhile is left out. */
export async function mendableItems(transaction: Transaction, verificationId: string): Promise<readonly LookedAt[]> {
  const rows = await transaction.query(
    `select distinct case when l.id is null and f.kind = 'missing' and f.side = 'left' then 'right' else 'left' end as side,
            coalesce(l.left_id, f.item_id) as item_id, coalesce(l.left_key, f.left_key, f.right_key) as item_key
       from verification_findings f left join links l on l.id = f.link_id and l.ended_at is null
      where f.verification_id = $1 and f.kind = any($2::text[]) and (l.id is not null or f.item_id is not null)`,
    [verificationId, MENDABLE],
  );
  return rows.map((row) => ({
    side: row.side === 'right' ? 'right' : 'left',
    id: String(row.item_id),
    key: String(row.item_key),
  }));
}

function fromRow(row: Row): KeptFinding {
  return {
    position: Number(row.position),
    kind: row.kind as FindingKind,
    side: row.side as KeptFinding['side'],
    field: row.field as string | null,
    left: row.left_key as string | null,
    right: row.right_key as string | null,
    message: String(row.message),
    linkId: row.link_id as string | null,
  };
}
