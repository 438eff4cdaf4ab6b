import { useCallback } from 'react';
import { type LiveWord, useLive } from '../shell/live-updates.js';
import { type PageOfList, type Pages, usePages } from './use-pages.js';

/** As many as come at once; the server gives up to 200. */
const PAGE_ROWS = 100;

/**
 * A list of the API, page by page, which is asked for anew when something of these words has changed. Whoever has scrolled down reads
 * there: the list is not pulled away from under him.
 * @param ask is given the members of the query that page; another function is another list. @param words the same array each time
 */
export function useLivePages<Row>(
  ask: (paging: Readonly<Record<string, string>>) => Promise<PageOfList<Row>>,
  words: readonly LiveWord[],
): Pages<Row> {
  const askPage = useCallback(
    (after: string | null) => ask({ limit: String(PAGE_ROWS), ...(after !== null && { cursor: after }) }),
    [ask],
  );
  const pages = usePages(askPage);
  const { rows, again } = pages;
  const isAtTop = (rows?.length ?? 0) <= PAGE_ROWS;
  const refresh = useCallback(() => {
    if (isAtTop) again();
  }, [isAtTop, again]);
  useLive(words, refresh);
  return pages;
}
