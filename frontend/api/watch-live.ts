import type { Host } from '../host/host.js';
import { call } from './call.js';
import type { LiveMarks } from './operations.js';

/** How often it is asked where nothing can be streamed. */
const POLL_MS = 5_000;
/** Before a stream that has broken off is asked for again, the longest wait last. */
const RETRY_MS = [1_000, 2_000, 5_000, 15_000];

/**
 * Tells what the server says of how things stand, at once and whenever it is something else, until `signal` ends it. What cannot be had
 * is asked for again, for as long as it takes: the pages themselves say when the server is away.
 */
export async function watchLive(host: Host, tell: (marks: LiveMarks) => void, signal: AbortSignal): Promise<void> {
  let failures = 0;
  const heard = (marks: LiveMarks) => {
    failures = 0;
    tell(marks);
  };
  while (!signal.aborted) {
    try {
      const lines = host.lines('/api/v1/live/stream', signal);
      if (lines !== null) for await (const line of await lines) heard(line as LiveMarks);
      else heard(await call(host, 'GET /api/v1/live'));
    } catch {
      failures += 1;
    }
    if (signal.aborted) return;
    const delayMs = host.kind === 'forge' ? POLL_MS : (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? POLL_MS);
    await passing(delayMs, signal);
  }
}

function passing(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
