import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApi } from '../../../backend/api/index.js';
import type { HttpPort, HttpResponse } from '../../../backend/connectors/sdk/index.js';
import { undiciHttpPort } from '../../../backend/connectors/sdk/index.js';
import { createIdentityProvider } from '../../../backend/sessions/index.js';
import { silentLogger, systemClock, systemRandom } from '../../../backend/shared/index.js';
import { CLIENT_ID, CLIENT_SECRET, type SignInProvider, startSignInProvider } from '../../support/sign-in-provider.js';
import { apiBench } from './support/api-bench.js';
import { ask, type SignedIn, shown } from './support/people.js';

const PUBLIC_URL = 'http://127.0.0.1:8080';
const ADMINISTRATOR = { preferred_username: 'anna', groups: ['staff', 'syncline-admins'] };

const bench = apiBench();
const network = undiciHttpPort({ proxyUrl: null, noProxy: '', ca: null });
let provider: SignInProvider;
beforeAll(async () => {
  provider = await startSignInProvider(`${PUBLIC_URL}/oauth/callback`);
});
afterAll(async () => {
  await provider.close();
  await network.close();
});
beforeEach(() => {
  provider.person = { sub: 'u-1', claims: ADMINISTRATOR };
});

const NOT_BEGUN_HERE = { status: 403, body: { detail: expect.stringContaining('not begun by this browser') } };

interface Begun {
  readonly url: string;
  readonly proof: string;
}

/** The HTTP side of a server with that sign-in provider. @param altered what comes of its answers on the way */
function server(
  { issuer }: Pick<SignInProvider, 'issuer'> = provider,
  altered: (url: string, answer: HttpResponse) => HttpResponse | Promise<HttpResponse> = (_, answer) => answer,
): { readonly api: Express } {
  const port: HttpPort = async (asked, options) => altered(asked.url, await network.send(asked, options));
  const identityProvider = createIdentityProvider(
    {
      issuer,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      clientSecretFile: undefined,
      scope: 'openid profile email',
      roleClaim: 'groups',
      roles: [
        { role: 'administrator', value: 'syncline-admins' },
        { role: 'viewer', value: 'staff' },
      ],
    },
    { port, publicUrl: PUBLIC_URL },
  );
  const api = createApi({
    application: () => ({ ...bench.application(), identityProvider }),
    version: '1.2.3',
    publicUrl: PUBLIC_URL,
    clock: systemClock,
    random: systemRandom,
    log: silentLogger,
  });
  return { api };
}

const begin = async (at: { readonly api: Express }) => (await ask<Begun>(at, ['post', '/session/begin'])).body;
const exchange = (at: { readonly api: Express }, proof: string, came: URL) =>
  ask<SignedIn & { readonly detail?: string }>(at, ['post', '/session/exchange'], {
    body: { proof, query: came.search.slice(1) },
  });

test('whoever the provider signs in is in, with the greatest role that his groups give', async () => {
  const at = server();
  expect((await ask(at, ['get', '/session/ways'])).body).toEqual({ password: true, provider: true });
  const { url, proof } = await begin(at);
  const { status, body } = await exchange(at, proof, await provider.visit(url));
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'anna', role: 'administrator', returnTo: 'pages' });
  const me = await ask(at, ['get', '/session'], { headers: shown(body.token) });
  expect(me.body).toMatchObject({ host: 'direct', actor: { kind: 'oidc', name: 'anna' }, role: 'administrator' });
  expect((await bench.get('/audit?action=sign%20in')).body).toMatchObject({
    items: [{ actor: { kind: 'oidc', name: 'anna' }, details: { role: 'administrator' } }],
  });
});

test('what is sent to the provider is a code flow with PKCE, state and nonce, back to this server', async () => {
  const { url, proof } = await begin(server());
  const asked = Object.fromEntries(new URL(url).searchParams);
  expect(asked).toMatchObject({
    response_type: 'code',
    client_id: CLIENT_ID,
    redirect_uri: `${PUBLIC_URL}/oauth/callback`,
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(url).not.toContain(proof.slice(-43));
});

// Red without: the deletion in endSignIn.
test('what came back is taken once', async () => {
  const at = server();
  const { url, proof } = await begin(at);
  const came = await provider.visit(url);
  expect((await exchange(at, proof, came)).status).toBe(201);
  // Our word, and not the provider's, which would not take the code again either.
  expect(await exchange(at, proof, came)).toMatchObject(NOT_BEGUN_HERE);
});

// Red without: the comparison of state and proof in endSignIn.
test('nobody ends a sign-in that another browser has begun, nor has his own ended by another', async () => {
  const at = server();
  const [mine, his] = [await begin(at), await begin(at)];
  const [cameToMe, cameToHim] = [await provider.visit(mine.url), await provider.visit(his.url)];
  expect(await exchange(at, mine.proof, cameToHim)).toMatchObject(NOT_BEGUN_HERE);
  const forged = `${mine.proof.slice(0, -43)}${'A'.repeat(43)}`;
  expect(await exchange(at, forged, cameToMe)).toMatchObject(NOT_BEGUN_HERE);
  const foreign = new URL(cameToHim);
  foreign.searchParams.set('state', new URL(mine.url).searchParams.get('state') ?? '');
  expect((await exchange(at, mine.proof, foreign)).status).toBe(403);
  expect((await exchange(at, his.proof, cameToHim)).status).toBe(201);
});

// Red without: ends_at in endSignIn.
test('a sign-in runs out after a quarter of an hour', async () => {
  const at = server();
  const { url, proof } = await begin(at);
  const came = await provider.visit(url);
  bench.world.clock.advance(15 * 60_000 + 1);
  expect((await exchange(at, proof, came)).status).toBe(403);
});

// Red without: roleOf answering null.
test('whom nothing gives a role does not come in, and is told so', async () => {
  const at = server();
  for (const claims of [{}, { groups: [] }, { groups: ['Syncline-Admins'] }, { groups: 'syncline-admins-2' }]) {
    provider.person = { sub: 'u-2', claims: { ...claims, preferred_username: 'eve' } };
    const { url, proof } = await begin(at);
    const { status, body } = await exchange(at, proof, await provider.visit(url));
    expect(status).toBe(403);
    expect(body.detail).toContain('eve has no role here');
  }
  expect(await bench.world.sql('select * from sessions')).toEqual([]);
  expect((await bench.get('/audit?action=refuse%20sign-in')).body).toMatchObject({
    items: [{ subject: 'eve' }, {}, {}, {}],
  });
});

test('groups that stand in no token are asked for', async () => {
  const shy = await startSignInProvider(`${PUBLIC_URL}/oauth/callback`, { inIdToken: false });
  try {
    shy.person = { sub: 'u-3', claims: { preferred_username: 'vera', groups: ['staff'] } };
    const at = server(shy);
    const { url, proof } = await begin(at);
    expect((await exchange(at, proof, await shy.visit(url))).body).toMatchObject({ name: 'vera', role: 'viewer' });
  } finally {
    await shy.close();
  }
});

/** A server that is given another ID token than the provider's. */
const withIdToken = (
  alter: (claims: Readonly<Record<string, unknown>>, parts: readonly string[]) => string | Promise<string>,
) =>
  server(provider, async (url, answer) => {
    if (!url.endsWith('/token')) return answer;
    const body = JSON.parse(answer.body) as { id_token: string };
    const parts = body.id_token.split('.');
    const claims = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString()) as Readonly<Record<string, unknown>>;
    return { ...answer, body: JSON.stringify({ ...body, id_token: await alter(claims, parts) }) };
  });
const written = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

async function expectRefused(at: { readonly api: Express }): Promise<void> {
  const { url, proof } = await begin(at);
  const { status, body } = await exchange(at, proof, await provider.visit(url));
  expect(status).toBe(403);
  expect(body.detail).toBe('the sign-in provider did not vouch for anybody; begin again');
}

// What openid-client always looks at; without expectedNonce it lets nobody in at all.
test.each([
  ['another nonce', { nonce: 'x' }],
  ['another client', { aud: 'x' }],
  ['another issuer', { iss: 'https://evil.example' }],
  ['a time that is past', { exp: 1 }],
])('an ID token for %s lets nobody in, though the provider has signed it', async (_, other) => {
  await expectRefused(withIdToken((claims) => provider.sign({ ...claims, ...other })));
});

// Red without: enableNonRepudiationChecks in identity-provider.ts.
test('an ID token that the provider has not signed lets nobody in', async () => {
  const forged = { groups: ['syncline-admins'], sub: 'root' };
  await expectRefused(withIdToken((claims, [head, , tail]) => `${head}.${written({ ...claims, ...forged })}.${tail}`));
  await expectRefused(withIdToken((claims) => `${written({ alg: 'none' })}.${written({ ...claims, ...forged })}.`));
});

test('a provider that refuses lets nobody in, and what it says is not said again', async () => {
  const at = server();
  const { url, proof } = await begin(at);
  const came = new URL(`${PUBLIC_URL}/oauth/callback?error=access_denied&error_description=<script>`);
  came.searchParams.set('state', new URL(url).searchParams.get('state') ?? '');
  const { status, body } = await exchange(at, proof, came);
  expect(status).toBe(403);
  expect(JSON.stringify(body)).not.toContain('script');
});

// Red without: the reset of what was discovered in createIdentityProvider.
test('a provider that cannot be asked is named, and asked again the next time', async () => {
  let isAway = true;
  const at = server(provider, (url, answer) =>
    isAway && url.includes('.well-known') ? { ...answer, status: 503, body: 'starting' } : answer,
  );
  const { status, body } = await ask<{ detail: string }>(at, ['post', '/session/begin']);
  expect(status).toBe(502);
  expect(body.detail).toContain(provider.issuer);
  isAway = false;
  expect((await begin(at)).url).toContain(provider.issuer);
});

// Red without: the look at the protocol in fetch-over.ts.
test('a provider on loopback cannot send the client secret anywhere unencrypted', async () => {
  const asked: string[] = [];
  const at = server(provider, (url, answer) => {
    asked.push(url);
    return url.includes('.well-known')
      ? {
          ...answer,
          body: answer.body.replace(/"token_endpoint":"[^"]+"/, '"token_endpoint":"http://192.0.2.1/token"'),
        }
      : answer;
  });
  const { url, proof } = await begin(at);
  expect((await exchange(at, proof, await provider.visit(url))).status).toBe(403);
  expect(asked.filter((each) => each.includes('192.0.2.1'))).toEqual([]);
});

// Red without: the closed list of return targets.
test('where a person goes on is a word of a list, never an address', async () => {
  const at = server();
  for (const returnTo of ['https://evil.example', '//evil.example', '/status', '']) {
    expect((await ask(at, ['post', '/session/begin'], { body: { returnTo } })).status, returnTo).toBe(400);
  }
  const { body } = await ask<Begun>(at, ['post', '/session/begin'], { body: { returnTo: 'issue panel' } });
  expect((await exchange(at, body.proof, await provider.visit(body.url))).body).toMatchObject({
    returnTo: 'issue panel',
  });
});

// Red without: takeAttempt in provider-routes.ts.
test('sign-ins that are only begun do not fill the database', async () => {
  const at = server();
  await begin(at);
  await bench.world.sql('update attempts set count = 100');
  expect((await ask(at, ['post', '/session/begin'])).status).toBe(429);
  bench.world.clock.advance(15 * 60_000 + 1);
  await begin(at);
  expect(await bench.world.sql('select * from pending_sign_ins')).toHaveLength(1);
});

// Red without: deriving verifier, nonce and state from the proof, of which only a hash is stored.
test('nothing that is stored of a sign-in helps anybody to end it', async () => {
  const { url, proof } = await begin(server());
  const { state = '', nonce = '' } = Object.fromEntries(new URL(url).searchParams);
  const stored = JSON.stringify(await bench.world.sql('select * from pending_sign_ins'));
  for (const secret of [state, nonce, proof.slice(-43)]) expect(stored).not.toContain(secret);
});

test('a server without a provider says so', async () => {
  expect((await ask(bench, ['get', '/session/ways'])).body).toEqual({ password: true, provider: false });
  expect((await ask(bench, ['post', '/session/begin'])).status).toBe(404);
});

// Red without: the headers of closedPage, and the own origin as the target in callback-page.ts.
test('the page that people come back to reflects nothing, and tells its own origin alone', async () => {
  const { api } = server();
  const page = await request(api).get('/oauth/callback?code=abc&state=%3Cscript%3Ealert(1)%3C/script%3E').expect(200);
  expect(page.text).toBe((await request(api).get('/oauth/callback')).text);
  expect(page.text).toContain('postMessage(message, location.origin)');
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(page.headers['referrer-policy']).toBe('no-referrer');
});
