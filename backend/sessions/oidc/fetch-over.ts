import type { CustomFetch } from 'openid-client';
import type { HttpPort } from '../../connectors/sdk/index.js';

/** Somebody looks at a page meanwhile. */
const TIMEOUT_MS = 10_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The network as openid-client wants it: the server's own way out, with its proxy and certificates. No redirects are followed. */
export function fetchOver(port: HttpPort): CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    const { protocol, hostname } = new URL(address);
    // Where the provider is on loopback, what it says of itself may still lead elsewhere.
    if (protocol !== 'https:' && !LOOPBACK.test(hostname)) throw new TypeError(`${address} is not encrypted`);
    const answer = await port(
      { url: address, method: method === 'POST' ? 'POST' : 'GET', headers, body: textOf(body) },
      { signal: signal ?? AbortSignal.timeout(TIMEOUT_MS), timeoutMs: TIMEOUT_MS },
    );
    const isBodiless = answer.status === 204 || answer.status === 304;
    return new Response(isBodiless ? null : answer.body, { status: answer.status, headers: answer.headers });
  };
}

function textOf(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('only forms are sent to a sign-in provider');
}
