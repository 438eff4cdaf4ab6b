import { type HttpPort, NoAnswerError } from '../../backend/connectors/sdk/index.js';
import type { Clock } from '../../backend/shared/index.js';
import { isDropped, type SandboxHandler } from '../sandbox/http/index.js';

/** The network between a connection and a simulator in the same process; what hangs is given up after the time-out of the clock. */
export function sandboxPort(handler: SandboxHandler, clock: Clock): HttpPort {
  return async (request, { signal, timeoutMs }) => {
    signal.throwIfAborted();
    const url = new URL(request.url);
    const outcome = await handler.handle({
      method: request.method,
      url: `${url.pathname}${url.search}`,
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
      body: request.body === null ? null : Buffer.from(request.body),
    });
    if (!isDropped(outcome)) {
      return {
        status: outcome.status,
        headers: Object.fromEntries(
          Object.entries(outcome.headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body: typeof outcome.body === 'string' ? outcome.body : outcome.body.toString('utf8'),
      };
    }
    if (outcome.drop === 'hang') await clock.sleep(timeoutMs, signal);
    throw new NoAnswerError(outcome.drop === 'hang' ? 'timed out' : 'connection reset', { sent: true });
  };
}
