import { createHmac, createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';

import { type HttpPort, NoAnswerError } from '../../../../backend/connectors/sdk/index.js';
import { ForgeHost } from '../../../sandbox/jira-host/forge/index.js';
import { ACME, APP_ID, forgeBench } from './support/forge-bench.js';

const bench = forgeBench();

const PERSON = { accountId: 'somebody', extension: {} };
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const show = (token: string, path = '/api/v1/site') =>
  bench.send(path === '/api/v1/site' ? 'get' : 'post', path, { authorization: `Bearer ${token}` });
const lastReason = () => bench.lines.filter(({ msg }) => msg === 'a request was not let in').at(-1)?.reason;

// Red without: the option of the same name in verify-invocation.ts (algorithms).
test('a token that says that it needs no signature is refused', async () => {
  const [, payload = ''] = (await bench.token({ page: PERSON })).split('.');
  for (const signature of ['', 'AAAA']) {
    const { status } = await show(`${encoded({ alg: 'none' })}.${payload}.${signature}`);
    expect(status).toBe(401);
  }
});

// Red without: the option of the same name in verify-invocation.ts (algorithms).
test('a token that is signed with the public key as if it were a secret is refused', async () => {
  const { keys } = JSON.parse(String((await keysOf()).body)) as { keys: { kid: string }[] };
  const [jwk] = keys;
  const [, payload = ''] = (await bench.token({ page: PERSON })).split('.');
  const publicKey = createPublicKey({ key: jwk as never, format: 'jwk' });
  for (const secret of [publicKey.export({ type: 'spki', format: 'pem' }), JSON.stringify(jwk)]) {
    const signed = `${encoded({ alg: 'HS256', kid: jwk?.kid })}.${payload}`;
    const signature = createHmac('sha256', secret).update(signed).digest('base64url');
    expect((await show(`${signed}.${signature}`)).status).toBe(401);
  }
});

async function keysOf() {
  const answered = await bench.host.handle({ method: 'GET', url: '/.well-known/jwks.json', headers: {}, body: null });
  if ('drop' in answered) throw new Error('the key server is away');
  return answered;
}

// Red without: the check of the same claim in verify-invocation.ts.
test.each([
  ['of another app', { aud: 'ari:cloud:ecosystem::app/66666666-2222-4333-8444-555555555555' }],
  ['of several apps, none of them this', { aud: ['a', 'b'] }],
  ['of another issuer', { iss: 'forge/another-token' }],
  ['of nobody', { iss: undefined }],
  ['without an end', { exp: undefined }],
  ['without a beginning', { nbf: undefined }],
  ['without the time it was made', { iat: undefined }],
  ['of an isolated cloud', { icLabel: 'acme' }],
  ['of an isolated cloud that is an address', { icLabel: '../../evil.example' }],
  ['without what it says of the app', { app: undefined }],
  ['without a site', { app: { ...claimsOfApp(), installation: undefined }, context: undefined }],
  [
    'of two sites',
    { app: { ...claimsOfApp(), installation: { contexts: [{ cloudId: 'a' }, { cloudId: 'b' }] } }, context: undefined },
  ],
  ['whose app is another than it is for', { app: { ...claimsOfApp(), id: 'ari:cloud:ecosystem::app/other' } }],
])('a token %s is refused', async (_, claims) => {
  expect((await show(await bench.token({ page: PERSON, claims }))).status).toBe(401);
  expect(await bench.world.sql('select * from sites')).toEqual([]);
});

function claimsOfApp() {
  return {
    id: APP_ID,
    installationId: 'i',
    apiBaseUrl: ACME.apiBaseUrl,
    environment: { type: 'PRODUCTION' },
    module: { type: 'jira:adminPage', key: 'admin' },
    installation: { contexts: [{ cloudId: ACME.cloudId }] },
  };
}

// Red without: currentDate and clockTolerance in verify-invocation.ts.
test('a token that ended a minute ago is refused, and the log says by how much the clocks differ', async () => {
  const token = await bench.token({ page: PERSON });
  bench.world.clock.advance((25 + 60) * 1_000);
  expect((await show(token)).status).toBe(401);
  expect(lastReason()).toContain('ended 60 s ago by the clock of this server');
});

test('a token that begins in a minute is refused, and the log says so', async () => {
  const nowSeconds = bench.world.clock.now().getTime() / 1_000;
  expect((await show(await bench.token({ page: PERSON, claims: { nbf: nowSeconds + 60 } }))).status).toBe(401);
  expect(lastReason()).toContain('begins in 60 s by the clock of this server');
});

test('clocks may be five seconds apart', async () => {
  const token = await bench.token({ module: { type: 'core:endpoint', key: 'events' } });
  bench.world.clock.advance(29_000);
  expect((await show(token, '/addon/forge/scheduled')).status).toBe(204);
  bench.world.clock.advance(1_000);
  expect((await show(token, '/addon/forge/scheduled')).status).toBe(401);
});

test('a token of another key is refused, whether the key server knows it or not', async () => {
  const stranger = new ForgeHost({ app: { id: APP_ID, version: '1' }, clock: bench.world.clock });
  const token = await stranger.invocationToken({
    installation: ACME,
    module: { type: 'core:endpoint', key: 'events' },
  });
  expect((await show(token, '/addon/forge/scheduled')).status).toBe(401);
  const [, payload = '', signature = ''] = token.split('.');
  const [ours = ''] = (await bench.token()).split('.');
  expect((await show(`${ours}.${payload}.${signature}`, '/addon/forge/scheduled')).status).toBe(401);
});

// Red without: cooldownDuration in forge-keys.ts.
test('keys are fetched once, and made-up keys do not make the server fetch them again and again', async () => {
  for (let turn = 0; turn < 3; turn += 1) expect((await bench.call('scheduled')).status).toBe(204);
  const [, payload = ''] = (await bench.token()).split('.');
  for (let turn = 0; turn < 5; turn += 1) {
    const token = `${encoded({ alg: 'RS256', kid: `forge/${turn}` })}.${payload}.AAAA`;
    expect((await show(token, '/addon/forge/scheduled')).status).toBe(401);
  }
  expect(bench.host.fetched).toBe(1);
});

const away: readonly [string, HttpPort][] = [
  [
    'hangs',
    async (_, { timeoutMs }) => {
      throw new NoAnswerError(`no answer within ${timeoutMs} ms`, { sent: true });
    },
  ],
  ['answers a page', async () => ({ status: 200, headers: {}, body: '<html>maintenance</html>' })],
  ['answers an error', async () => ({ status: 500, headers: {}, body: '{}' })],
  ['answers something else', async () => ({ status: 200, headers: {}, body: '{"keys":{}}' })],
];

// Red without: the catch in forgeKeys; failedMs there.
test.each(away)('a key server that %s is no fault of the token, and is left alone for a while', async (_, port) => {
  bench.answerWith(port);
  for (let turn = 0; turn < 4; turn += 1) {
    const { status, body } = await bench.call('scheduled');
    expect(status).toBe(502);
    expect(body.title).toBe('Bad Gateway');
  }
  expect(bench.calls).toHaveLength(1);
  expect(bench.calls[0]?.url).toContain('keys.forge.example');
});

test('what has three parts and is no token is refused', async () => {
  for (const token of ['a.b.c', '..', `${encoded({ alg: 'RS256' })}.${encoded({})}.x`]) {
    expect((await show(token)).status).toBe(401);
  }
});
