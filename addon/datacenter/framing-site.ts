import type { Site } from '../../backend/sites/index.js';

/**
 * The Jira that shows a page in a frame, by what the browser says of it; of one alone it is that one. Who asks with another's address gets
 * a page that only the other may show.
 * @param referer as the frames of the plugin send it: an origin.
 */
export function framingSite(sites: readonly Site[], referer: string | undefined): Site | null {
  const [only, ...others] = sites;
  if (only !== undefined && others.length === 0) return only;
  if (referer === undefined || !URL.canParse(referer)) return null;
  const { origin } = new URL(referer);
  return (
    sites.find(({ baseUrl, displayUrl }) => [baseUrl, displayUrl].some((url) => new URL(url).origin === origin)) ?? null
  );
}
