import { createHash, timingSafeEqual } from 'node:crypto';

/** What a token says instead of the hash of one request when `AP.context.getToken` made it. */
export const CONTEXT_HASH = 'context-qsh';

/**
 * The `qsh` that Jira computes of a request (Atlassian, "Understanding JWT for Connect apps"; compared with @atlassian/atlassian-jwt).
 * @param rawUrl path and query as in the request line. A query parser's output would not do: it reads `a[b]` as an object and drops what
 * it does not understand, and inside a mounted router the path has lost its beginning.
 * @param basePath the path of the app's own address, which is no part of the hash; a proxy may have cut it off already.
 * @throws URIError where percent signs are wrong.
 */
export function queryHash(method: string, rawUrl: string, basePath: string): string {
  return createHash('sha256')
    .update(canonicalRequest(method, rawUrl, basePath))
    .digest('hex');
}

/** What is hashed: method, path and sorted query, joined by `&`. @throws URIError */
export function canonicalRequest(method: string, rawUrl: string, basePath: string): string {
  const [withoutFragment = ''] = rawUrl.split('#');
  const mark = withoutFragment.indexOf('?');
  const path = mark < 0 ? withoutFragment : withoutFragment.slice(0, mark);
  const query = mark < 0 ? '' : withoutFragment.slice(mark + 1);
  return `${method.toUpperCase()}&${canonicalPath(path, basePath)}&${canonicalQuery(query)}`;
}

/** Compares in a time that tells nothing about where they differ. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function canonicalPath(path: string, basePath: string): string {
  // On a boundary only: `/hub` is no prefix of `/hubba`.
  const isBelow = basePath !== '' && (path === basePath || path.startsWith(`${basePath}/`));
  const below = isBelow ? path.slice(basePath.length) : path;
  const rooted = below.startsWith('/') ? below : `/${below}`;
  const trimmed = rooted.length > 1 && rooted.endsWith('/') ? rooted.slice(0, -1) : rooted;
  return trimmed.replaceAll('&', '%26');
}

function canonicalQuery(query: string): string {
  const values = new Map<string, string[]>();
  for (const part of query.split('&').filter((each) => each !== '')) {
    const equals = part.indexOf('=');
    const name = decoded(equals < 0 ? part : part.slice(0, equals));
    if (name === 'jwt') continue;
    const value = equals < 0 ? '' : decoded(part.slice(equals + 1));
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  // By code units, as Atlassian's library sorts.
  return [...values.keys()]
    .sort()
    .map((name) => `${encoded(name)}=${(values.get(name) ?? []).sort().map(encoded).join(',')}`)
    .join('&');
}

function decoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', '%20'));
}

/** RFC 3986, which leaves less alone than `encodeURIComponent`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
