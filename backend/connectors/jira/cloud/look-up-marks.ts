import { MalformedAnswerError } from '../../../shared/index.js';
import type { LookUpResult } from '../../sdk/index.js';
import { fetchedReference } from '../answers/issue.js';
import type { Dialect, MarkQuery } from '../dialect/dialect.js';
import { versionAt } from '../items/to-item.js';
import { markOf } from '../mark.js';
import { BULK_FETCH_SIZE, bulkFetch } from './bulk-fetch.js';

const FIELDS = ['updated', 'created', 'creator'] as const;

/**
 * Every issue created after the hint that carries one of the marks, also a second one with the same. Reads forward by key from
 * the database, so the index's lag does not matter; keys have holes where issues were deleted or moved away, so it goes on until
 * a whole block is missing and nothing is known beyond it.
 */
export async function lookUpMarks(
  dialect: Dialect,
  query: MarkQuery,
  signal: AbortSignal,
): Promise<LookUpResult['byMark']> {
  const wanted = new Set(query.marks);
  const found: LookUpResult['byMark'][number][] = [];
  for (let first = query.afterKey + 1; ; ) {
    const keys = Array.from({ length: BULK_FETCH_SIZE }, (_, index) => `${query.container}-${first + index}`);
    const fetched = await bulkFetch(dialect.api, keys, FIELDS, signal);
    for (const raw of fetched) {
      const { id, key, fields, properties } = parsedReference(raw);
      const mark = markOf(properties);
      if (mark === undefined || mark === null || !wanted.has(mark)) continue;
      found.push({
        mark,
        ref: { id, key, version: versionAt(fields.updated), mark },
        createdByUs: fields.creator?.account === query.account,
        createdAt: fields.created,
      });
    }
    first += BULK_FETCH_SIZE;
    const isEnd = fetched.length === 0 && (await query.hints.askHighest(query.container, signal)) < first;
    if (isEnd) return found;
  }
}

function parsedReference(raw: unknown) {
  const result = fetchedReference.safeParse(raw);
  if (result.success) return result.data;
  throw new MalformedAnswerError('An issue found by key is not what Jira describes', { cause: result.error });
}
