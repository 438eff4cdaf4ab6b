import type { Item } from '../connectors/sdk/index.js';
import type { SyncJob } from '../integrations/index.js';
import type { LinkedComment } from '../links/index.js';
import { findMarksOfOthers } from './write-repository.js';

/**
 * Marks of those comments on these items that another integration has copied there: where tools are kept in step in a chain, what is
 * a copy for one is a comment like any other for the next, and goes on to where it has not been (I17).
 * @param linked the copies that this integration knows as its own; nothing is asked of the database about those.
 */
export async function copiesOfOthers(
  job: SyncJob,
  items: readonly Item[],
  linked: readonly LinkedComment[],
): Promise<ReadonlySet<string>> {
  const own = new Set(linked.map(({ mark }) => mark));
  const marks = items.flatMap(({ comments }) =>
    (comments ?? []).flatMap(({ byUs, mark }) =>
      byUs && mark !== null && job.marks.isOurs(mark) && !own.has(mark) ? [mark] : [],
    ),
  );
  if (marks.length === 0) return new Set();
  return job.database.transaction('find copies of others', (transaction) =>
    findMarksOfOthers(transaction, job.integration.id, marks),
  );
}
