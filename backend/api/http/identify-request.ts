import type { RequestHandler } from 'express';
import { type Clock, type Logger, type Random, withLogFields } from '../../shared/index.js';

const HEADER = 'x-request-id';
/** What a proxy in front has named already keeps its name, as long as it can stand in a log. */
const TAKEN_FORM = /^[\w.-]{8,64}$/;

/** Gives each request an id, which the answer carries as well as every line that is logged because of it, and logs how it ended. */
export function identifyRequest(parts: {
  readonly random: Random;
  readonly clock: Clock;
  readonly log: Logger;
}): RequestHandler {
  const { random, clock, log } = parts;
  return (request, response, next) => {
    const given = request.get(HEADER);
    const requestId = given !== undefined && TAKEN_FORM.test(given) ? given : random.uuid();
    const startedMs = clock.now().getTime();
    // As it came: below, routers cut off what they have matched. Without the query, which may name items.
    const { method, path } = request;
    response.set(HEADER, requestId);
    withLogFields({ requestId }, () => {
      response.once('finish', () => {
        const fields = { method, path, status: response.statusCode, ms: clock.now().getTime() - startedMs };
        // What is looked at many times a minute is said only to whoever wants to hear everything.
        if (method === 'GET' || method === 'HEAD') log.debug('request answered', fields);
        else log.info('request answered', { ...fields, by: response.locals.caller?.actor.name });
      });
      next();
    });
  };
}
