import { decodeJwt, importSPKI, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import {
  CONTEXT_HASH,
  ConnectHost,
  InstallKeys,
  publicPem,
  queryHash,
} from '../../../sandbox/jira-host/connect/index.js';
import { ForgeHost } from '../../../sandbox/jira-host/forge/index.js';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const clock = { now: () => NOW };
const site = { clientKey: 'client-1', baseUrl: 'https://sandbox.atlassian.net', cloudId: 'cloud-1' };
const app = { key: 'org.example.syncline', baseUrl: 'https://hub.example.com/jira' };

function host() {
  const keys = new InstallKeys();
  const installKey = keys.add('0b9d6c9e-4b1e-4c39-8a5e-6f1f63c2a0aa');
  return { keys, installKey, connect: new ConnectHost({ site, app, clock, installKey }) };
}

test('an install is signed by the key that the key server shows, for this app and this call', async () => {
  const { keys, installKey, connect } = host();
  const { url, headers, body } = await connect.lifecycleRequest('installed', '/addon/connect/installed');
  const shown = await keys.handle({ method: 'GET', url: `/${installKey.kid}`, headers: {}, body: null });
  expect(shown).toMatchObject({ status: 200, body: publicPem(installKey) });
  const key = await importSPKI(publicPem(installKey), 'RS256');
  const token = headers.authorization?.replace('JWT ', '') ?? '';
  const options = { algorithms: ['RS256'], audience: app.baseUrl, issuer: site.clientKey, currentDate: NOW };
  const { payload, protectedHeader } = await jwtVerify(token, key, options);
  expect(protectedHeader.kid).toBe(installKey.kid);
  // The path of the app's own address is no part of the hash.
  expect(payload.qsh).toBe(queryHash('POST', '/addon/connect/installed', 'https://hub.example.com'));
  expect(url).toBe('https://hub.example.com/jira/addon/connect/installed');
  expect(JSON.parse(body.toString())).toMatchObject({ eventType: 'installed', sharedSecret: connect.sharedSecret });
  expect(connect.lifecycleBody('uninstalled')).not.toHaveProperty('sharedSecret');
});

test('a page opens with a token for its very address, and asks with one for every address', async () => {
  const { connect } = host();
  const context = { jira: { issue: { id: '10001', key: 'BENCH-1' } } };
  const address = await connect.frameUrl({
    url: `${app.baseUrl}/panel?issue=10001`,
    licence: 'none',
    accountId: 'a1',
    context,
  });
  const { searchParams } = new URL(address);
  expect(searchParams.get('lic')).toBe('none');
  const secret = Buffer.from(connect.sharedSecret);
  const { payload } = await jwtVerify(searchParams.get('jwt') ?? '', secret, {
    algorithms: ['HS256'],
    currentDate: NOW,
  });
  expect(payload).toMatchObject({
    iss: site.clientKey,
    sub: 'a1',
    context,
    qsh: queryHash('GET', address, app.baseUrl),
  });
  expect(decodeJwt(await connect.contextToken({ accountId: 'a1' })).qsh).toBe(CONTEXT_HASH);
  expect(decodeJwt(await connect.contextToken({ accountId: null }))).not.toHaveProperty('sub');
});

test('an invocation is signed by the key that Forge shows at that moment', async () => {
  const forge = new ForgeHost({ app: { id: 'ari:cloud:ecosystem::app/1', version: '2.0.0' }, clock });
  const installation = {
    id: 'i1',
    cloudId: 'cloud-1',
    siteUrl: site.baseUrl,
    apiBaseUrl: 'http://127.0.0.1/ex/jira/cloud-1',
  };
  const token = await forge.invocationToken({ installation, module: { type: 'core:endpoint', key: 'events' } });
  expect(decodeJwt(token)).toMatchObject({ iss: 'forge/invocation-token', aud: 'ari:cloud:ecosystem::app/1' });
  expect(decodeJwt(token)).not.toHaveProperty('principal');
  const shown = await keysOf(forge);
  forge.rotate();
  expect(await keysOf(forge)).not.toEqual(shown);
  expect(forge.fetched).toBe(2);
});

async function keysOf(forge: ForgeHost): Promise<unknown> {
  return forge.handle({ method: 'GET', url: '/.well-known/jwks.json', headers: {}, body: null });
}
