import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Application } from '../../backend/application/index.js';
import { type HttpPort, NoAnswerError } from '../../backend/connectors/sdk/index.js';
import { type Clock, UnavailableError } from '../../backend/shared/index.js';

/** A product event must be answered within five seconds, and the keys are fetched while it waits. */
const TIMEOUT_MS = 3_000;
/** How long keys are used before they are fetched again. */
const LIFE_MS = 60 * 60_000;
/** A token that names a key nobody knows fetches them anew at most as often: tokens cost nothing to make up. */
const BETWEEN_FETCHES_MS = 30_000;
/** A key server that fails is left alone as long, so that nobody who asks meanwhile waits for it. */
const AFTER_FAILURE_MS = 5_000;

const keySet = z.looseObject({ keys: z.array(z.looseObject({})) });

/** One for each network, which is one for a process but in tests. */
const known = new WeakMap<HttpPort, JWTVerifyGetKey>();

/**
 * The public keys of invocation tokens, fetched at first use and kept.
 * @returns what jose asks for a key. @throws UnavailableError (when it is asked) where the key server does not answer, or not with keys.
 */
export function forgeKeys({
  settings,
  outgoing,
  clock,
}: Pick<Application, 'settings' | 'outgoing' | 'clock'>): JWTVerifyGetKey {
  const before = known.get(outgoing);
  if (before !== undefined) return before;
  const fetched = createRemoteJWKSet(new URL(settings.jiraApp.forgeJwksUrl), {
    cacheMaxAge: LIFE_MS,
    cooldownDuration: BETWEEN_FETCHES_MS,
    timeoutDuration: TIMEOUT_MS,
    [customFetch]: fetchOver(outgoing, clock),
  });
  const keys: JWTVerifyGetKey = (header, token) =>
    fetched(header, token).catch((error: unknown) => {
      if (isAboutTheToken(error)) throw error;
      throw new UnavailableError('the key server of Forge does not answer with keys', { cause: error });
    });
  known.set(outgoing, keys);
  return keys;
}

/** The token names a key that is not among them, or one that does not fit it. */
function isAboutTheToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}

/** The server's own way to the network, with its proxy and its limit on the size of answers. */
function fetchOver(send: HttpPort, clock: Clock): (url: string) => Promise<Response> {
  let failedMs = Number.NEGATIVE_INFINITY;
  return async (url) => {
    if (clock.now().getTime() - failedMs < AFTER_FAILURE_MS) {
      throw new NoAnswerError('it did not answer a moment ago', { sent: false });
    }
    try {
      const request = { method: 'GET', url, headers: { accept: 'application/json' }, body: null } as const;
      // Others may wait for the same answer, so nobody's going away ends it.
      const { status, body } = await send(request, { signal: new AbortController().signal, timeoutMs: TIMEOUT_MS });
      if (status !== 200) throw new UnavailableError(`it answers ${status}`);
      return Response.json(keySet.parse(JSON.parse(body)));
    } catch (error) {
      failedMs = clock.now().getTime();
      throw error;
    }
  };
}
