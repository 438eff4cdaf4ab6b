import type { HttpPort } from '../backend/connectors/sdk/index.js';
import { UnavailableError } from '../backend/shared/index.js';
import type { JiraCall } from './jira-permissions.js';

/** Somebody looks at a page meanwhile. */
const TIMEOUT_MS = 5_000;

/**
 * Calls to the Jira of a site.
 * @param baseUrl where Jira takes calls, without a slash at its end.
 * @param authorize what `Authorization` says in a call of that method and path.
 */
export function jiraCall(
  port: HttpPort,
  baseUrl: string,
  authorize: (method: 'GET' | 'POST', path: string) => string | Promise<string>,
): JiraCall {
  return async (path, { method, body, signal }) => {
    const headers = {
      accept: 'application/json',
      authorization: await authorize(method, path),
      ...(body !== null && { 'content-type': 'application/json' }),
    };
    const request = { method, url: `${baseUrl}${path}`, headers, body: body === null ? null : JSON.stringify(body) };
    const { status, body: text } = await port(request, { signal, timeoutMs: TIMEOUT_MS }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw new UnavailableError('Jira does not answer', { cause: error });
    });
    return { status, body: parsed(text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Errors are told in pages and in plain words; the status says enough of them.
    return null;
  }
}
