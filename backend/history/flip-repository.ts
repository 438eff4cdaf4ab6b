import type { Transaction } from '../storage/index.js';

/** So many writes in a row, in turns to the one side and to the other, each time the same two values. */
const FLIPS = 6;
/** People who disagree take longer. */
const WITHIN_MINUTES = 60;

/** A field that goes back and forth. */
export interface Flip {
  readonly linkId: string;
  readonly field: string;
}

/** Fields of these links that we have lately written back and forth: on each side something sets its own value again (I17). */
export async function findFlips(transaction: Transaction, linkIds: readonly string[]): Promise<readonly Flip[]> {
  if (linkIds.length === 0) return [];
  const rows = await transaction.query(
    `select link_id, field from (
       select link_id, field, side, after, row_number() over (partition by link_id, field order by id desc) as newest
         from history
        where link_id = any($1::uuid[]) and kind = 'updated' and at > syncline_now() - make_interval(mins => $2)) lately
      where newest <= $3
      group by link_id, field
     having count(*) = $3 and count(distinct side) = 2 and count(distinct (side, after)) = 2`,
    [linkIds, WITHIN_MINUTES, FLIPS],
  );
  return rows.map((row) => ({ linkId: String(row.link_id), field: String(row.field) }));
}
