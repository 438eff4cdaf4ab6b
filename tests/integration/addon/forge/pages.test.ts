import { expect, test } from 'vitest';
import { ROUTES } from '../../../../backend/api/index.js';
import { ACME, forgeBench, OTHER } from './support/forge-bench.js';

const bench = forgeBench();

/** A path for each route, with something in the places of its parameters. */
const filled = (path: string) => path.replaceAll(/\{\w+\}/g, '1');

test('at first contact a site is kept, and its administrator is told that he may pair it', async () => {
  expect(await bench.ask('/site')).toMatchObject({
    status: 200,
    body: {
      host: 'forge',
      site: { url: ACME.siteUrl, host: 'forge', state: 'unpaired' },
      role: null,
      mayPair: true,
      apiVersion: 1,
    },
  });
  expect((await bench.ask('/site', { as: 'alice' })).body).toMatchObject({ role: null, mayPair: false });
});

// Red without: the stranger's rights in addon/caller-in-jira.ts.
test('a site that is not paired gets nothing but where it stands, not even for its administrator', async () => {
  await bench.ask('/site');
  for (const { method, path, needs } of ROUTES.filter((route) => route.needs !== null && route.needs !== 'known')) {
    const { status } = await bench.ask(filled(path), method === 'post' ? { post: {} } : {});
    expect(status, `${method} ${path}, which needs ${needs}`).toBe(403);
  }
});

test('paired, an administrator of Jira administers here, and somebody else does not', async () => {
  await bench.pair();
  expect((await bench.ask('/site')).body).toMatchObject({
    site: { state: 'active' },
    role: 'administrator',
    mayPair: false,
  });
  expect((await bench.ask('/status')).status).toBe(200);
  expect(await bench.ask('/status', { as: 'alice' })).toMatchObject({ status: 403 });
  expect((await bench.ask('/audit')).body.items).toMatchObject([
    { action: 'pair site', subject: ACME.siteUrl, actor: { kind: 'jira' } },
  ]);
});

// Red without: `rights.mayPair` in backend/api/site/site-routes.ts.
test('who does not administer Jira pairs nothing, though he has the code', async () => {
  const code = await bench.code();
  expect((await bench.ask('/site/pair', { as: 'alice', post: { code } })).status).toBe(403);
  expect((await bench.ask('/site/pair', { post: { code } })).status).toBe(200);
});

// Red without: `used_at is null` in pairSite; the count of wrong codes there.
test('a code that was used or made up pairs nothing, and guessing is slowed down', async () => {
  const code = await bench.code();
  expect((await bench.ask('/site/pair', { post: { code } })).status).toBe(200);
  expect((await bench.ask('/site/pair', { post: { code }, invocation: { installation: OTHER } })).status).toBe(403);
  for (let turn = 0; turn < 4; turn += 1) {
    const { status } = await bench.ask('/site/pair', {
      post: { code: 'AAAA-AAAA-AAAA' },
      invocation: { installation: OTHER },
    });
    expect(status).toBe(403);
  }
  const last = { post: { code: await bench.code() }, invocation: { installation: OTHER } };
  expect((await bench.ask('/site/pair', last)).status).toBe(429);
});

// Red without: the state in backend/api/site/site-routes.ts.
test('a site is paired once', async () => {
  await bench.pair();
  expect(await bench.ask('/site/pair', { post: { code: await bench.code() } })).toMatchObject({ status: 403 });
});

// Red without: the check of the cloud id in addon/forge/invoking-site.ts; a site of its own for each cloud id in meet-site.ts.
test('another customer of the same app sees nothing, whatever his tokens say of us', async () => {
  await bench.pair();
  expect((await bench.ask('/status', { invocation: { installation: OTHER } })).status).toBe(403);
  const context = { cloudId: ACME.cloudId, siteUrl: ACME.siteUrl };
  const claims = { invocation: { installation: OTHER, claims: { context } } };
  expect((await bench.ask('/status', claims)).status).toBe(401);
  expect((await bench.ask('/status')).status).toBe(200);
});

// Red without: isAddressOf in addon/forge/invoking-site.ts.
test.each([
  'https://evil.example/ex/jira/acme-cloud',
  'https://api.atlassian.com.evil.example/ex/jira/acme-cloud',
  'https://api.atlassian.com@evil.example/ex/jira/acme-cloud',
  'http://api.atlassian.com/ex/jira/acme-cloud',
  'https://api.atlassian.com/ex/jira/other-cloud',
  'https://api.atlassian.com/ex/jira/acme-cloud/../other-cloud',
  'https://api.atlassian.com/ex/jira/acme-cloud?to=',
])('a token of the person is never sent to %s', async (apiBaseUrl) => {
  const { status } = await bench.ask('/site', { invocation: { installation: { ...ACME, apiBaseUrl } } });
  expect(status).toBe(401);
  expect(bench.calls.filter(({ url }) => !url.endsWith('/jwks.json'))).toEqual([]);
});

test('without a token of the person the app asks about him, with the token that Forge has sent it', async () => {
  await bench.pair();
  const { accountId } = bench.world.jira.state.directory.person('admin');
  bench.answerWith(async ({ url }) => ({
    status: 200,
    headers: {},
    body: url.endsWith('/permissions/check') ? '{"globalPermissions":["ADMINISTER"],"projectPermissions":[]}' : '{}',
  }));
  bench.world.clock.advance(60_000);
  const authorization = `Bearer ${await bench.token({ page: { accountId, extension: {} } })}`;
  expect((await bench.send('get', '/api/v1/status', { authorization })).status).toBe(401);
  await bench.call('scheduled');
  expect((await bench.send('get', '/api/v1/status', { authorization })).status).toBe(200);
  expect(bench.calls.at(-1)).toMatchObject({
    url: `${ACME.apiBaseUrl}/rest/api/3/permissions/check`,
    body: expect.stringContaining(accountId),
  });
});

// Red without: the condition on `principal` in comeIn of forge-door.ts.
test('what a browser shows as the app’s own token is not kept', async () => {
  await bench.pair();
  await bench.ask('/status', { headers: { 'x-forge-oauth-system': 'made-up' } });
  expect(await bench.world.sql('select * from site_app_tokens')).toEqual([]);
});
