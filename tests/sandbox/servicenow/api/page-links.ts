/** A page within a query's result. */
export interface PagePlace {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
}

/**
 * The `Link` header of a list: first, previous, next and last page, those that exist; undefined when all rows are on
 * one page. Other parameters are repeated in the order they came in.
 */
export function pageLinks(url: URL, place: PagePlace): string | undefined {
  const { offset, limit, total } = place;
  if (offset === 0 && total <= limit) return undefined;
  const lastOffset = Math.max(0, Math.floor((total - 1) / limit) * limit);
  const links: [rel: string, offset: number][] = [['first', 0]];
  if (offset > 0) links.push(['prev', Math.max(0, offset - limit)]);
  if (offset + limit < total) links.push(['next', offset + limit]);
  links.push(['last', lastOffset]);
  return links.map(([rel, at]) => `<${pageUrl(url, limit, at)}>;rel="${rel}"`).join(',');
}

function pageUrl(url: URL, limit: number, offset: number): string {
  const page = new URL(url);
  for (const name of ['sysparm_limit', 'sysparm_offset']) page.searchParams.delete(name);
  page.searchParams.set('sysparm_limit', String(limit));
  page.searchParams.set('sysparm_offset', String(offset));
  return page.href;
}
