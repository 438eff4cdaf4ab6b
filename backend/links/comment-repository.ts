import type { Side } from '../mappings/index.js';
import type { Transaction } from '../storage/index.js';

/** A comment that exists, or is being made, on both sides of a link. */
export interface LinkedComment {
  readonly linkId: string;
  /** Where a person wrote it; it never returns there (I17). */
  readonly origin: Side;
  readonly originId: string;
  /** Null while the tool has not told the id of what we wrote. */
  readonly copyId: string | null;
  readonly mark: string;
}

/** The comments of these links that were dealt with. */
export async function findLinkedComments(
  transaction: Transaction,
  linkIds: readonly string[],
): Promise<readonly LinkedComment[]> {
  if (linkIds.length === 0) return [];
  const rows = await transaction.query(
    `select link_id, origin, origin_id, copy_id, mark from link_comments where link_id = any($1::uuid[])`,
    [linkIds],
  );
  return rows.map((row) => ({
    linkId: String(row.link_id),
    origin: row.origin === 'left' ? 'left' : 'right',
    originId: String(row.origin_id),
    copyId: row.copy_id === null ? null : String(row.copy_id),
    mark: String(row.mark),
  }));
}

/** Stores comments that are on both sides now; one that is stored already only learns the id of its copy. */
export async function storeLinkedComments(transaction: Transaction, comments: readonly LinkedComment[]): Promise<void> {
  if (comments.length === 0) return;
  await transaction.query(
    `insert into link_comments (link_id, origin, origin_id, copy_id, mark)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
     on conflict (link_id, origin, origin_id) do update set copy_id = coalesce(excluded.copy_id, link_comments.copy_id)`,
    [
      comments.map((comment) => comment.linkId),
      comments.map((comment) => comment.origin),
      comments.map((comment) => comment.originId),
      comments.map((comment) => comment.copyId),
      comments.map((comment) => comment.mark),
    ],
  );
}
