import request from 'supertest';
import { expect, test } from 'vitest';
import { createApi } from '../../../backend/api/index.js';
import { silentLogger, systemClock, systemRandom } from '../../../backend/shared/index.js';
import { createToken, revokeToken } from '../../../backend/tokens/index.js';
import { listeningLog } from '../../support/listening-log.js';
import { apiBench } from './support/api-bench.js';
import { assertDescribed } from './support/openapi.js';

const bench = apiBench();

/** Asks with these headers and holds the answer against the description. */
async function ask(
  path: string,
  headers: Readonly<Record<string, string>>,
  method: 'get' | 'post' | 'put' | 'options' = 'get',
) {
  const { status, type, body, headers: said } = await request(bench.api)[method](path).set(headers);
  assertDescribed(method.toUpperCase(), path, { status, type, body });
  return { status, body, headers: said as Readonly<Record<string, string>> };
}

// Red without: requireToken in backend/api/create-api.ts.
test('without a token nothing below /api/v1 is told, not even what is there', async () => {
  for (const path of ['/api/v1/status', '/api/v1/nothing', '/api/v1/runs']) {
    const { status, headers } = await ask(path, {});
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="syncline"');
  }
});

test('a token that was made up, cut, or revoked does not open', async () => {
  const [, id, secret] = /^syncline_([\w-]{12})_([\w-]{43})$/.exec(bench.token) ?? [];
  const otherSecret = `${secret?.startsWith('A') ? 'B' : 'A'}${secret?.slice(1)}`;
  for (const token of [
    'x',
    `syncline_${id}_${otherSecret}`,
    bench.token.slice(0, -1),
    `syncline_AAAAAAAAAAAA_${secret}`,
  ]) {
    const { status, headers } = await ask('/api/v1/status', { authorization: `Bearer ${token}` });
    expect(status, token).toBe(401);
    expect(headers['www-authenticate']).toContain('invalid_token');
  }
  const authorization = `Bearer ${bench.token}`;
  expect((await ask('/api/v1/status', { authorization })).status).toBe(200);
  await bench.world.database.transaction('revoke', (transaction) => revokeToken(transaction, 'operator'));
  expect((await ask('/api/v1/status', { authorization })).status).toBe(401);
});

test('a token of another scope is told that it does not open this', async () => {
  const token = await bench.world.database.transaction('create', (transaction) =>
    createToken(transaction, { name: 'grafana', scope: 'metrics' }),
  );
  const { status, headers } = await ask('/api/v1/status', { authorization: `Bearer ${token}` });
  expect(status).toBe(403);
  expect(headers['www-authenticate']).toContain('insufficient_scope');
});

// Red without: the check of the role in mount-routes.ts.
test('a viewer looks, an operator acts, an administrator alone binds sites and sees who did what', async () => {
  const statusOf = async (scope: 'viewer' | 'operator', method: 'get' | 'post', path: string) => {
    const token = await bench.world.database.transaction('create', (transaction) =>
      createToken(transaction, { name: `a ${scope}`, scope }),
    );
    return (await ask(`/api/v1${path}`, { authorization: `Bearer ${token}` }, method)).status;
  };
  expect(await statusOf('viewer', 'get', '/status')).toBe(200);
  expect(await statusOf('viewer', 'post', '/pause')).toBe(403);
  expect(await statusOf('operator', 'post', '/pause')).toBe(200);
  expect(await statusOf('operator', 'post', '/connections/jira/rebind')).toBe(403);
  expect(await statusOf('operator', 'get', '/audit')).toBe(403);
  expect((await bench.get('/audit')).status).toBe(200);
});

// Red without: the condition on expires_at in findToken.
test('a token that has ended lets nobody in', async () => {
  const { world } = bench;
  const token = await world.database.transaction('create', (transaction) =>
    createToken(transaction, { name: 'board', scope: 'viewer', lifeDays: 30 }),
  );
  const authorization = `Bearer ${token}`;
  expect((await ask('/api/v1/status', { authorization })).status).toBe(200);
  await world.sql(`update tokens set expires_at = syncline_now() where name = 'board'`);
  expect((await ask('/api/v1/status', { authorization })).status).toBe(401);
});

test('of a token only a hash is stored', async () => {
  const rows = await bench.world.sql('select * from tokens');
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(bench.token.slice(-43));
});

// Red without: checkHost in backend/api/create-api.ts.
test('a name that a stranger has given to this machine is refused, whoever asks under it', async () => {
  for (const host of ['evil.example', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example']) {
    const { status } = await ask('/api/v1/status', { host, authorization: `Bearer ${bench.token}` });
    expect(status, host).toBe(421);
    expect((await ask('/healthz', { host })).status).toBe(421);
  }
  for (const host of ['localhost', 'LOCALHOST:9000', '127.0.0.1:8080', '[::1]:8080']) {
    expect((await ask('/healthz', { host })).status, host).toBe(200);
  }
});

test('the name that SYNCLINE_PUBLIC_URL gives to the server is its own', async () => {
  const api = createApi({
    application: () => null,
    version: '1.2.3',
    publicUrl: 'https://sync.example.com/here',
    clock: systemClock,
    random: systemRandom,
    log: silentLogger,
  });
  await request(api).get('/healthz').set('host', 'sync.example.com').expect(200);
  await request(api).get('/healthz').set('host', 'other.example.com').expect(421);
});

test('a method that a path does not know is answered with those that it does, and no other site is let in', async () => {
  const headers = { authorization: `Bearer ${bench.token}`, origin: 'https://evil.example' };
  for (const method of ['put', 'options'] as const) {
    for (const path of ['/api/v1/runs', '/healthz', '/metrics']) {
      const { status, headers: said } = await ask(path, headers, method);
      expect(status).toBe(405);
      expect(said.allow).toBe('GET, HEAD');
      expect(Object.keys(said).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  }
});

test('every faulty member of a request is named', async () => {
  const { status, body } = await bench.get('/runs?limit=0&mode=often&speed=9&cursor=abc');
  expect(status).toBe(400);
  expect((body as { errors: object[] }).errors).toEqual([
    { in: 'query', pointer: '#/limit', detail: expect.any(String) },
    { in: 'query', pointer: '#/cursor', detail: 'it is no cursor of this list; begin again without one' },
    { in: 'query', pointer: '#/mode', detail: expect.any(String) },
    { in: 'query', pointer: '#/speed', detail: 'there is no such member' },
  ]);
  expect(await bench.get('/runs/12')).toMatchObject({
    status: 400,
    body: { errors: [{ in: 'path', pointer: '#/id' }] },
  });
});

test('each request has an id, its own or the one that a proxy gave it', async () => {
  const own = (await ask('/healthz', {})).headers['x-request-id'];
  expect(own).toMatch(/^[\da-f-]{36}$/);
  expect((await ask('/healthz', { 'x-request-id': 'proxy-0001' })).headers['x-request-id']).toBe('proxy-0001');
  expect((await ask('/healthz', { 'x-request-id': 'a b' })).headers['x-request-id']).not.toBe('a b');
});

test('what no database can hold and no server can read is the fault of whoever sent it', async () => {
  expect(await bench.get('/links?item=a%00b')).toMatchObject({
    status: 400,
    body: { errors: [{ in: 'query', pointer: '#/item' }] },
  });
  expect(await bench.post('/integrations/incidents/runs', { items: ['BENCH-1', 'a\u0000b'] })).toMatchObject({
    status: 400,
    body: { errors: [{ in: 'body', pointer: '#/items/1' }] },
  });
  const cursor = Buffer.from(JSON.stringify('a\u0000b')).toString('base64url');
  expect((await bench.get(`/integrations?cursor=${cursor}`)).status).toBe(400);
  expect((await ask('/api/v1/runs/%E0%A4%A', { authorization: `Bearer ${bench.token}` })).status).toBe(400);
  const { status } = await request(bench.api)
    .post('/api/v1/pause')
    .set({ authorization: `Bearer ${bench.token}`, 'content-type': 'text/plain' })
    .send('x');
  expect(status).toBe(415);
});

test('the log says who did what, under the id of the request, and never shows a token', async () => {
  const { lines, log } = listeningLog();
  const api = createApi({
    application: bench.application,
    version: '1.2.3',
    publicUrl: undefined,
    clock: systemClock,
    random: systemRandom,
    log,
  });
  const { headers } = await request(api)
    .post('/api/v1/pause')
    .set('authorization', `Bearer ${bench.token}`)
    .expect(200);
  expect(lines).toMatchObject([
    { msg: 'request answered', requestId: headers['x-request-id'], path: '/api/v1/pause', status: 200, by: 'operator' },
  ]);
  expect(JSON.stringify(lines)).not.toContain(bench.token.slice(-43));
});
