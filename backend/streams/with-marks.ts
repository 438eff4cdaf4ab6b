import { dropSeen } from '../changes/index.js';
import type { ItemRef } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import { findLinks } from '../links/index.js';
import type { Side } from '../mappings/index.js';

/**
 * The references of a page with the marks that the page could not tell, for tools whose pages cannot (I15): before anything is
 * created it must be known which unlinked items are ours already. Asked only of what is new and has no link, and that is little
 * but after a restored backup.
 */
export async function withMarks(
  job: SyncJob,
  side: Side,
  refs: readonly ItemRef[],
  signal: AbortSignal,
): Promise<readonly ItemRef[]> {
  const { tool, container } = job.sides[side];
  const untold = tool.abilities.marksInPages ? [] : refs.filter((ref) => ref.mark === undefined);
  if (untold.length === 0) return refs;
  const ids = await unlinkedNews(job, side, untold);
  const marks = new Map<string, string | null>();
  for (let from = 0; from < ids.length; from += tool.abilities.readBatchSize) {
    const chunk = ids.slice(from, from + tool.abilities.readBatchSize);
    const { items } = await tool.read({ container, ids: chunk, fields: [], comments: false }, signal);
    for (const item of items) marks.set(item.id, item.createdByUs ? item.mark : null);
  }
  return refs.map((ref) => {
    const mark = marks.get(ref.id);
    return mark === undefined ? ref : { ...ref, mark };
  });
}

function unlinkedNews(job: SyncJob, side: Side, refs: readonly ItemRef[]): Promise<readonly string[]> {
  return job.database.transaction('find unlinked references', async (transaction) => {
    const fresh = await dropSeen(transaction, job.integration.id, side, refs);
    const ids = fresh.map(({ id }) => id);
    const linked = new Set((await findLinks(transaction, job.integration.id, side, ids)).map((link) => link[side].id));
    return ids.filter((id) => !linked.has(id));
  });
}
