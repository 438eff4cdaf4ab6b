import { z } from 'zod';
import { type Application, FIRST_TENANT } from '../../application/index.js';
import { recordAudit } from '../../audit/index.js';
import {
  beginSession,
  beginSignIn,
  endSignIn,
  type Identified,
  type IdentityProvider,
  networkOf,
  returnTarget,
  takeAttempt,
} from '../../sessions/index.js';
import { openRoute, ProblemError, type Route } from '../http/index.js';
import { freshSession } from './fresh-session.js';
import { tooManyAttempts } from './too-many-attempts.js';

/** Each leaves a row until it has run out; an office behind one address begins fewer in a quarter of an hour. */
const MOST_BEGUN = 100;

const beginning = z.strictObject({ returnTo: returnTarget.default('pages') });
const comingBack = z.strictObject({
  proof: z.string().max(256),
  query: z.string().max(8_192),
});

/** Coming in by the sign-in provider. */
export const providerRoutes: readonly Route[] = [
  openRoute({
    method: 'get',
    path: '/session/ways',
    answer: async ({ application: { identityProvider } }) => ({
      body: { password: true, provider: identityProvider !== null },
    }),
  }),
  openRoute({
    method: 'post',
    path: '/session/begin',
    takes: { body: beginning },
    answer: async ({ body: { returnTo }, address, application }) => {
      const provider = providerOf(application);
      const begun = await application.database.transaction('begin sign-in', async (transaction) => {
        const counted = { kind: 'start at provider', of: networkOf(address), most: MOST_BEGUN } as const;
        const { waitSeconds } = await takeAttempt(transaction, counted);
        return waitSeconds > 0 ? waitSeconds : beginSignIn(transaction, { kind: 'oidc', returnTo, site: null });
      });
      if (typeof begun === 'number') throw tooManyAttempts(begun);
      const url = await provider.authorizationUrl(begun);
      return { status: 201, body: { url: url.href, proof: begun.proof } };
    },
  }),
  openRoute({
    method: 'post',
    path: '/session/exchange',
    takes: { body: comingBack },
    answer: async ({ body: { proof, query }, application }) => {
      const provider = providerOf(application);
      const state = new URLSearchParams(query).get('state') ?? '';
      const pending = await application.database.transaction('end sign-in', (transaction) =>
        endSignIn(transaction, { proof, state }),
      );
      if (pending === null) {
        throw refused('this sign-in was not begun by this browser, has run out, or was ended already; begin again');
      }
      const session = await admit(application, await provider.identify(query, pending));
      return { ...session, body: { ...session.body, returnTo: pending.returnTo } };
    },
  }),
];

async function admit({ database, actor, log }: Application, identified: Identified) {
  if (identified.outcome === 'refused') {
    log.info('a sign-in was refused', { reason: identified.reason });
    throw refused('the sign-in provider did not vouch for anybody; begin again');
  }
  if (identified.outcome === 'no role') {
    const { name } = identified;
    await database.transaction('refuse sign-in', (transaction) =>
      recordAudit(transaction, actor, { action: 'refuse sign-in', subject: name, details: { reason: 'no role' } }),
    );
    throw refused(`${name} has no role here; whoever looks after the sign-in provider can give one`);
  }
  const { subject, name, role } = identified;
  return database.transaction('sign in', async (transaction) => {
    await recordAudit(transaction, { kind: 'oidc', name }, { action: 'sign in', subject: name, details: { role } });
    const person = { tenant: FIRST_TENANT, kind: 'oidc', subject, name, role, site: null, sealed: null } as const;
    return freshSession(await beginSession(transaction, person));
  });
}

function providerOf({ identityProvider }: Application): IdentityProvider {
  if (identityProvider !== null) return identityProvider;
  throw new ProblemError({ status: 404, title: 'Not Found', detail: 'this server has no sign-in provider' });
}

function refused(detail: string): ProblemError {
  return new ProblemError({ status: 403, title: 'Forbidden', detail });
}
