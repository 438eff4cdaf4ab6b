import { createQueryStringHash, fromMethodAndUrl } from '@atlassian/atlassian-jwt';

/** What a token of these calls says instead of the hash of one request. */
export const CONTEXT_HASH = 'context-qsh';

/**
 * The `qsh` claim of a request, by Atlassian's own library: what the product checks must not be checked by itself.
 * @param url absolute, or a path of the whole host with its query.
 * @param baseUrl of whoever is called; its path is no part of the hash.
 */
export function queryHash(method: string, url: string, baseUrl: string): string {
  return createQueryStringHash(fromMethodAndUrl(method, new URL(url, baseUrl).href), false, baseUrl);
}
