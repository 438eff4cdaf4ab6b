import request from 'supertest';
import { expect, test } from 'vitest';
import { addAccount, disableAccount, setUp } from '../../../backend/accounts/index.js';
import { createApi } from '../../../backend/api/index.js';
import { listeningLog } from '../../support/listening-log.js';
import { apiBench } from './support/api-bench.js';
import { addPerson, ask, PASSWORD, type SignedIn, shown, signIn } from './support/people.js';

const bench = apiBench();
const MINUTE_MS = 60_000;

test('a person comes in by name and password, is told who he is, and goes out', async () => {
  await addPerson(bench, 'anna', 'administrator');
  const { status, body, headers } = await signIn(bench, 'Anna');
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'anna', role: 'administrator' });
  expect(headers['set-cookie']).toBeUndefined();
  const me = await ask(bench, ['get', '/session'], { headers: shown(body.token) });
  expect(me.body).toEqual({
    host: 'direct',
    actor: { kind: 'account', name: 'anna' },
    role: 'administrator',
    endsAt: body.endsAt,
  });
  expect((await ask(bench, ['post', '/session/end'], { headers: shown(body.token) })).body).toEqual({ ended: true });
});

// Red without: the deletion in endSession.
test('a session that was ended is not taken up again', async () => {
  await addPerson(bench, 'anna');
  const headers = shown((await signIn(bench, 'anna')).body.token);
  const other = shown((await signIn(bench, 'anna')).body.token);
  await ask(bench, ['post', '/session/end'], { headers });
  expect((await ask(bench, ['get', '/session'], { headers })).status).toBe(401);
  expect((await ask(bench, ['post', '/session/end'], { headers })).status).toBe(401);
  expect((await ask(bench, ['get', '/session'], { headers: other })).status).toBe(200);
});

// Red without: directRights(role) in the session's door.
test('a person may do what his role may', async () => {
  await addPerson(bench, 'vera', 'viewer');
  const headers = shown((await signIn(bench, 'vera')).body.token);
  expect((await ask(bench, ['get', '/status'], { headers })).status).toBe(200);
  expect((await ask(bench, ['post', '/pause'], { headers })).status).toBe(403);
  expect((await ask(bench, ['get', '/audit'], { headers })).status).toBe(403);
});

test('what a person does is kept under his name', async () => {
  await addPerson(bench, 'anna');
  const headers = shown((await signIn(bench, 'anna')).body.token);
  await ask(bench, ['post', '/pause'], { headers });
  const { body } = await bench.get<{ items: object[] }>('/audit?limit=2');
  expect(body.items).toMatchObject([
    { action: 'pause', actor: { kind: 'account', name: 'anna' } },
    { action: 'sign in', actor: { kind: 'account', name: 'anna' }, subject: 'anna' },
  ]);
});

// Red without: the condition on idle_ends_at in findSession, or the update there.
test('a session ends an hour after its last use, and twelve hours after it began whatever is done', async () => {
  await addPerson(bench, 'anna');
  const idle = shown((await signIn(bench, 'anna')).body.token);
  const used = shown((await signIn(bench, 'anna')).body.token);
  const statusOf = async (headers: Readonly<Record<string, string>>) =>
    (await ask(bench, ['get', '/session'], { headers })).status;
  for (let minutes = 0; minutes < 12 * 60 - 45; minutes += 45) {
    expect(await statusOf(used), `after ${minutes} minutes`).toBe(200);
    bench.world.clock.advance(45 * MINUTE_MS);
  }
  expect(await statusOf(idle)).toBe(401);
  expect(await statusOf(used)).toBe(200);
  bench.world.clock.advance(45 * MINUTE_MS);
  expect(await statusOf(used)).toBe(401);
});

// Red without: endSessionsOf in disableAccount, or the second look at the account in signIn.
test('whoever is disabled is out at once and does not come in again', async () => {
  await addPerson(bench, 'anna');
  const headers = shown((await signIn(bench, 'anna')).body.token);
  await bench.world.database.transaction('disable', (transaction) =>
    disableAccount(transaction, { kind: 'command line', name: 'root' }, 'anna'),
  );
  expect((await ask(bench, ['get', '/session'], { headers })).status).toBe(401);
  expect((await signIn(bench, 'anna')).status).toBe(401);
});

// Red without: the prefix in the form of the session's door, or the 415 in mount-routes.ts.
test('no other site can use a session: it is in no cookie, and simple posts are refused', async () => {
  await addPerson(bench, 'anna');
  const { token } = (await signIn(bench, 'anna')).body;
  const cookie = `session=${token}; token=${token}; authorization=Bearer ${token}`;
  expect((await ask(bench, ['get', '/session'], { headers: { cookie } })).status).toBe(401);
  expect((await ask(bench, ['get', `/session`], { headers: { authorization: `Basic ${token}` } })).status).toBe(401);
  const body = JSON.stringify({ name: 'anna', password: PASSWORD });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const headers = { 'content-type': type, origin: 'https://evil.example' };
    expect((await ask(bench, ['post', '/session'], { headers, body })).status, type).toBe(415);
    expect((await ask(bench, ['post', '/setup'], { headers, body })).status, type).toBe(415);
  }
  const asking = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  const preflight = await request(bench.api).options('/api/v1/session').set(asking);
  expect(preflight.status).toBe(401);
  expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

test('a token of a program is no session, and shows who it is', async () => {
  expect((await bench.get('/session')).body).toMatchObject({ actor: { kind: 'token' }, endsAt: null });
  expect((await bench.post('/session/end')).status).toBe(409);
});

// Red without: hashOf in opaque-token.ts, hashPassword in set-up.ts.
test('neither passwords nor tokens are stored, nor the halves that open', async () => {
  await addPerson(bench, 'anna');
  const { token } = (await signIn(bench, 'anna')).body;
  const rows = [
    ...(await bench.world.sql('select * from sessions')),
    ...(await bench.world.sql('select * from accounts')),
  ];
  expect(rows).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toContain(token.slice(-43));
  expect(JSON.stringify(rows)).not.toContain(PASSWORD);
  expect(JSON.stringify(rows)).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});

// Red without: the tenant of the entry in recordAudit, or of the session in its door.
test('a person of another tenant sees that tenant alone, and its log has who came in', async () => {
  const { database, sql } = bench.world;
  await sql(`insert into tenants (id, name) values ('acme', 'Acme')`);
  const add = (name: string) =>
    database.transaction('add', (transaction) =>
      addAccount(transaction, { kind: 'command line', name: 'root' }, { tenant: 'acme', name, role: 'administrator' }),
    );
  await setUp(database, { link: (await add('anna')).link, name: null, password: PASSWORD });
  const headers = shown((await signIn(bench, 'anna')).body.token);
  expect((await ask(bench, ['get', '/integrations'], { headers })).body).toMatchObject({ items: [] });
  const { body } = await ask<{ items: object[] }>(bench, ['get', '/audit'], { headers });
  expect(body.items).toMatchObject([{ action: 'sign in' }, { action: 'set password' }]);
  expect((await bench.get('/audit?action=sign%20in')).body).toMatchObject({ items: [] });
  expect((await ask(bench, ['post', '/session/end'], { headers })).status).toBe(200);
  await addPerson(bench, 'bert');
  await expect(add('BERT')).rejects.toThrow('there is an account BERT already');
});

// Red without: leaving bodies, headers and queries out of what identify-request.ts logs.
test('the log has who came in, and nothing by which anybody could', async () => {
  const { lines, log } = listeningLog();
  const { world, application } = bench;
  const logged = () => ({ ...application(), log });
  const parts = { version: '1.2.3', publicUrl: undefined, clock: world.clock, random: world.engine.random, log };
  const at = { api: createApi({ application: logged, ...parts }) };
  const { link } = await world.database.transaction('add', (transaction) =>
    addAccount(
      transaction,
      { kind: 'command line', name: 'root' },
      { tenant: 'default', name: 'anna', role: 'operator' },
    ),
  );
  const chosen = await ask<SignedIn>(at, ['post', '/setup'], { body: { link, password: PASSWORD } });
  const { token } = (await signIn(at, 'anna')).body;
  await signIn(at, 'anna', 'a wrong password');
  await ask(at, ['post', '/session/end'], { headers: shown(token) });
  await ask(at, ['post', '/session/end'], { headers: shown(token) });
  await ask(at, ['post', '/session'], {
    body: `{"name": "anna", "password": "${PASSWORD}"`,
    headers: { 'content-type': 'application/json' },
  });
  expect(lines).toContainEqual(expect.objectContaining({ path: '/api/v1/session/end', status: 200, by: 'anna' }));
  const said = JSON.stringify(lines);
  for (const secret of [link, token, chosen.body.token].map((text) => text.slice(-43)))
    expect(said).not.toContain(secret);
  for (const secret of [PASSWORD, 'a wrong password']) expect(said).not.toContain(secret);
});
