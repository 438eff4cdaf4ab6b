import { UnreachableError } from '../api/problem-error.js';
import type { HostAnswer, HostRequest } from './host.js';

/**
 * Sends a request to the server that this page came from.
 * @param base the path below which the server is, without a slash at the end. @param authorization undefined: nothing is proved.
 * @throws UnreachableError
 */
export async function sendToServer(
  base: string,
  { method, path, body }: HostRequest,
  authorization: string | undefined,
): Promise<HostAnswer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (authorization !== undefined) headers.authorization = authorization;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const init: RequestInit = { method, headers, credentials: 'omit', cache: 'no-store', redirect: 'error' };
  if (body !== undefined) init.body = JSON.stringify(body);
  try {
    const response = await fetch(`${base}${path}`, init);
    return { status: response.status, body: parsed(await response.text()) };
  } catch (error) {
    throw new UnreachableError('the server does not answer', { cause: error });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
