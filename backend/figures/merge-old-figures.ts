import type { Transaction } from '../storage/index.js';

/** How finely the past is remembered, finest first: a little longer than anybody is shown it so finely. */
const GRAINS = [
  { olderThan: '27 hours', mergedTo: '1 hour' },
  { olderThan: '9 days', mergedTo: '1 day' },
] as const;
const KEPT = '92 days';

/** Merges what is told by the hour or the day only, and forgets what is told no more: what is kept is bounded, however long it runs. */
export async function mergeOldFigures(transaction: Transaction): Promise<void> {
  await transaction.query(`delete from figures where began_at < syncline_now() - interval '${KEPT}'`);
  for (const { olderThan, mergedTo } of GRAINS) {
    const stretch = `date_bin('${mergedTo}', began_at, timestamptz 'epoch')`;
    await transaction.query(
      `with old as (
         delete from figures where began_at < date_bin('${mergedTo}', syncline_now() - interval '${olderThan}', timestamptz 'epoch')
            and began_at <> ${stretch} returning *)
       insert into figures as f (integration_id, began_at, figure, subject, count)
       select integration_id, ${stretch}, figure, subject, sum(count) from old group by 1, 2, 3, 4 order by 1, 2, 3, 4
       on conflict (integration_id, began_at, figure, subject) do update set count = f.count + excluded.count`,
    );
  }
}
