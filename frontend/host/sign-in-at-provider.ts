import { call } from '../api/call.js';
import type { Host } from './host.js';

/** What `/oauth/callback` posts to the page that has opened it. */
const KIND = 'syncline sign-in';

/** The browser has not let the page open a window. */
export class WindowRefusedError extends Error {
  override readonly name = 'WindowRefusedError';
}

/**
 * Signs a person in by the server's sign-in provider or by a Jira Data Center, in a window of its own. Must be called by a click: else browsers open none.
 * @param site the id of the Jira; null: the provider. @param signal ends the waiting; nobody can tell whether the person has shut the window.
 * @returns the token of the session. @throws WindowRefusedError, ProblemError, UnreachableError
 */
export async function signInAtProvider(host: Host, site: string | null, signal: AbortSignal): Promise<string> {
  // The secret that belongs to what comes back never leaves this page but to its server.
  const opened = window.open('about:blank', '_blank', 'popup,width=480,height=720');
  if (opened === null) throw new WindowRefusedError('the browser has opened no window');
  try {
    const { url, proof } = await call(host, 'POST /api/v1/session/begin', { body: site === null ? {} : { site } });
    const coming = comingBack(stateOf(new URL(url).search), signal);
    opened.location.replace(url);
    const { token } = await call(host, 'POST /api/v1/session/exchange', { body: { proof, query: await coming } });
    return token;
  } finally {
    opened.close();
  }
}

/** The query with which the person comes back. A provider may have cut the tie between the windows; then a channel of this origin is used. */
function comingBack(state: string | null, signal: AbortSignal): Promise<string> {
  const channel = new BroadcastChannel(KIND);
  const listening = new AbortController();
  return new Promise<string>((resolve, reject) => {
    const hear = ({ origin, data }: MessageEvent<unknown>) => {
      if (origin !== window.location.origin || !isAnswer(data)) return;
      // Another tab may be signing in, too.
      if (stateOf(data.query) === state) resolve(data.query);
    };
    window.addEventListener('message', hear, { signal: listening.signal });
    channel.addEventListener('message', hear, { signal: listening.signal });
    signal.addEventListener('abort', () => reject(signal.reason), { signal: listening.signal });
  }).finally(() => {
    listening.abort();
    channel.close();
  });
}

function isAnswer(data: unknown): data is { readonly query: string } {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, query } = data as { readonly kind?: unknown; readonly query?: unknown };
  return kind === KIND && typeof query === 'string';
}

function stateOf(query: string): string | null {
  return new URLSearchParams(query).get('state');
}
