import { appendFileSync } from 'node:fs';
import { isDropped, type SandboxHandler } from '../../sandbox/http/index.js';

/** Takes what happened at the tools, in its order. */
export type Log = (event: Readonly<Record<string, unknown>>) => void;

/** Long enough for an item; pages of many are cut. */
const MOST_SHOWN = 2_000;

/** A line of JSON for each event, with its time; nothing where there is no file. Written at once, so that a kill leaves all of it. */
export function exchangeLog(file: string): Log {
  if (file === '') return () => undefined;
  return (event) => appendFileSync(file, `${JSON.stringify({ at: new Date(), ...event })}\n`);
}

/** A handler whose exchanges are all put down. */
export function logged(handler: SandboxHandler, log: Log): SandboxHandler {
  return {
    async handle(request) {
      const outcome = await handler.handle(request);
      const { method, url, body } = request;
      log({
        call: `${method} ${url}`,
        ...(body === null || body.length === 0 ? {} : { sent: shown(body) }),
        ...(isDropped(outcome) ? outcome : { status: outcome.status, answer: shown(outcome.body) }),
      });
      return outcome;
    },
  };
}

function shown(body: Buffer | string): string {
  return body.toString().slice(0, MOST_SHOWN);
}
