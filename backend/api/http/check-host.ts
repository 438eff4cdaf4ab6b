import type { RequestHandler } from 'express';
import { sendProblem } from './problem.js';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Answers only to the names of this server. A page on the web can make a browser ask 127.0.0.1 under a name of its own (DNS
 * rebinding), and would read the answers as its own.
 * @param publicUrl under which browsers reach the server, if it is known.
 */
export function checkHost(publicUrl: string | undefined): RequestHandler {
  const names = new Set(LOOPBACK_NAMES);
  if (publicUrl !== undefined) names.add(new URL(publicUrl).hostname);
  return (request, response, next) => {
    const address = `http://${request.headers.host ?? ''}`;
    if (URL.canParse(address) && names.has(new URL(address).hostname)) return next();
    const detail = 'this server is not known by that name; set SYNCLINE_PUBLIC_URL to the address that browsers use';
    sendProblem(response, { status: 421, title: 'Misdirected Request', detail });
  };
}
