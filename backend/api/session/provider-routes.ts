import { z } from 'zod';
import { addressAtJira, beginAtJira, finishSignIn, NotSignedInError } from '../../../addon/index.js';
import type { Application } from '../../application/index.js';
import { recordAudit } from '../../audit/index.js';
import {
  beginSession,
  beginSignIn,
  endSignIn,
  type Identified,
  type IdentityProvider,
  networkOf,
  type PendingSignIn,
  returnTarget,
  type SignInSecrets,
  takeAttempt,
} from '../../sessions/index.js';
import { FIRST_TENANT } from '../../tenants/index.js';
import { openRoute, ProblemError, type Route } from '../http/index.js';
import { freshSession } from './fresh-session.js';
import { tooManyAttempts } from './too-many-attempts.js';

/** Each leaves a row until it has run out; an office behind one address begins fewer in a quarter of an hour. */
const MOST_BEGUN = 100;

const beginning = z.strictObject({
  returnTo: returnTarget.default('pages'),
  /** The Jira Data Center to sign in by; absent: the server's own provider. */
  site: z.uuid('it is no UUID').optional(),
});
const comingBack = z.strictObject({
  proof: z.string().max(256),
  query: z.string().max(8_192),
});

/** Coming in by the sign-in provider, or by a Jira Data Center. */
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
    answer: async ({ body: { returnTo, site }, address, application }) => {
      await countBeginning(application, address);
      const begin = site === undefined ? beginAtProvider : beginAtDataCenter(site);
      const { url, proof } = await begin(application, returnTo);
      return { status: 201, body: { url: url.href, proof } };
    },
  }),
  openRoute({
    method: 'post',
    path: '/session/exchange',
    takes: { body: comingBack },
    answer: async ({ body: { proof, query }, application }) => {
      const state = new URLSearchParams(query).get('state') ?? '';
      const pending = await application.database.transaction('end sign-in', (transaction) =>
        endSignIn(transaction, { proof, state }),
      );
      if (pending === null) {
        throw refused('this sign-in was not begun by this browser, has run out, or was ended already; begin again');
      }
      const session =
        pending.kind === 'data center'
          ? freshSession(await admitFromJira(application, query, pending))
          : await admit(application, await providerOf(application).identify(query, pending));
      return { ...session, body: { ...session.body, returnTo: pending.returnTo } };
    },
  }),
];

type Beginning = (
  application: Application,
  returnTo: PendingSignIn['returnTo'],
) => Promise<{ readonly url: URL; readonly proof: string }>;

const beginAtProvider: Beginning = async (application, returnTo) => {
  const provider = providerOf(application);
  const secrets = await application.database.transaction('begin sign-in', (transaction) =>
    beginSignIn(transaction, { kind: 'oidc', returnTo, site: null }),
  );
  return { url: await provider.authorizationUrl(secrets), proof: secrets.proof };
};

function beginAtDataCenter(siteId: string): Beginning {
  return async (application, returnTo) => {
    const begun = await application.database.transaction('begin sign-in', (transaction) =>
      beginAtJira(transaction, { siteId, returnTo }, application),
    );
    return { url: await addressAtJira(begun, application), proof: begun.secrets.proof };
  };
}

async function countBeginning({ database }: Application, address: string): Promise<void> {
  const counted = { kind: 'start at provider', of: networkOf(address), most: MOST_BEGUN } as const;
  const { waitSeconds } = await database.transaction('count sign-in', (transaction) =>
    takeAttempt(transaction, counted),
  );
  if (waitSeconds > 0) throw tooManyAttempts(waitSeconds);
}

async function admitFromJira(application: Application, query: string, pending: PendingSignIn & SignInSecrets) {
  try {
    return await finishSignIn(query, pending, application);
  } catch (error) {
    if (!(error instanceof NotSignedInError)) throw error;
    application.log.info('a sign-in was refused', { reason: error.message });
    throw refused('Jira did not vouch for anybody; begin again');
  }
}

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
