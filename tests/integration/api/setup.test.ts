import request from 'supertest';
import { expect, test } from 'vitest';
import {
  addAccount,
  createFirstSetupLink,
  renewFirstSetupLink,
  resetAccount,
} from '../../../backend/accounts/index.js';
import { apiBench } from './support/api-bench.js';
import { addPerson, ask, PASSWORD, type SignedIn, shown, signIn } from './support/people.js';

const bench = apiBench();
const ROOT = { kind: 'command line', name: 'root' } as const;
const DAY_MS = 24 * 3_600_000;

const setUp = (body: object) => ask<SignedIn>(bench, ['post', '/setup'], { body });
const firstLink = async () => {
  const link = await bench.world.database.transaction('first', (transaction) =>
    createFirstSetupLink(transaction, 'default'),
  );
  if (link === null) throw new Error('there is a link already');
  return link;
};
const invited = (name: string) =>
  bench.world.database.transaction('add', (transaction) =>
    addAccount(transaction, ROOT, { tenant: 'default', name, role: 'viewer' }),
  );

test('the first administrator chooses a name and a password, and is in', async () => {
  const { status, body } = await setUp({ link: await firstLink(), name: 'anna', password: PASSWORD });
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'anna', role: 'administrator' });
  expect((await ask(bench, ['get', '/audit'], { headers: shown(body.token) })).status).toBe(200);
  expect((await signIn(bench, 'anna')).status).toBe(201);
  expect((await bench.get('/audit?action=set%20password')).body).toMatchObject({ items: [{ subject: 'anna' }] });
});

// Red without: `on conflict` in createFirstSetupLink.
test('of servers that start at once one prints a link, and none once there is one', async () => {
  const start = () =>
    bench.world.database.transaction('first', (transaction) => createFirstSetupLink(transaction, 'default'));
  const links = await Promise.all([start(), start(), start(), start()]);
  expect(links.filter((link) => link !== null)).toHaveLength(1);
  expect(await start()).toBeNull();
});

// Red without: spendSetupLink in set-up.ts.
test('a link works once, also when it is used several times at once', async () => {
  const link = await firstLink();
  const attempts = ['anna', 'bert', 'cleo', 'dora'].map((name) => setUp({ link, name, password: PASSWORD }));
  const statuses = (await Promise.all(attempts)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, 403, 403, 403]);
  expect(await bench.world.sql('select name from accounts')).toHaveLength(1);
  expect((await setUp({ link, name: 'eve', password: PASSWORD })).status).toBe(403);
  const { link: ofFred } = await invited('fred');
  expect((await setUp({ link: ofFred, password: PASSWORD })).status).toBe(201);
  expect((await setUp({ link: ofFred, password: 'another password' })).status).toBe(403);
});

// Red without: ends_at in findSetupLink.
test('a link ends after a day', async () => {
  const link = await firstLink();
  bench.world.clock.advance(DAY_MS + 1);
  expect((await setUp({ link, name: 'anna', password: PASSWORD })).status).toBe(403);
});

test('a link that was made up, cut or replaced by a later one does not work', async () => {
  const link = await firstLink();
  const later = await bench.world.database.transaction('renew', (transaction) =>
    renewFirstSetupLink(transaction, ROOT, 'default'),
  );
  const strange = [link, later.slice(0, -1), `${later.slice(0, -43)}${'A'.repeat(43)}`, 'x', bench.token];
  for (const each of strange) expect((await setUp({ link: each, name: 'eve', password: PASSWORD })).status).toBe(403);
  expect((await setUp({ link: later, name: 'anna', password: PASSWORD })).status).toBe(201);
});

test('a short password, a name that is taken and none at all are named, and the link is not used up', async () => {
  await addPerson(bench, 'bert', 'viewer');
  const link = await bench.world.database.transaction('renew', (transaction) =>
    renewFirstSetupLink(transaction, ROOT, 'default'),
  );
  const faultOf = async (body: object) =>
    ((await setUp({ link, ...body })).body as unknown as { errors: readonly { pointer: string }[] }).errors[0]?.pointer;
  expect(await faultOf({ name: 'anna', password: 'short' })).toBe('#/password');
  expect(await faultOf({ password: PASSWORD })).toBe('#/name');
  expect(await faultOf({ name: 'BERT', password: PASSWORD })).toBe('#/name');
  expect(await faultOf({ name: '<b>', password: PASSWORD })).toBe('#/name');
  expect((await setUp({ link, name: 'anna', password: PASSWORD })).status).toBe(201);
});

// Red without: clearPassword and endSessionsOf in resetAccount.
test('a reset takes password and sessions away until another password is chosen', async () => {
  await addPerson(bench, 'anna');
  const headers = shown((await signIn(bench, 'anna')).body.token);
  const { link } = await bench.world.database.transaction('reset', (transaction) =>
    resetAccount(transaction, ROOT, 'anna'),
  );
  expect((await ask(bench, ['get', '/session'], { headers })).status).toBe(401);
  expect((await signIn(bench, 'anna')).status).toBe(401);
  await setUp({ link, password: 'four owls on a wire' });
  expect((await signIn(bench, 'anna', 'four owls on a wire')).status).toBe(201);
});

// Red without: endSetupLink in set-up.ts.
test('once there is an administrator, no link makes another', async () => {
  const link = await firstLink();
  await addPerson(bench, 'anna', 'administrator');
  expect((await setUp({ link, name: 'eve', password: PASSWORD })).status).toBe(403);
  const again = bench.world.database.transaction('first', (transaction) =>
    createFirstSetupLink(transaction, 'default'),
  );
  expect(await again).toBeNull();
});

// Red without: the headers of closedPage.
test('the page of the link is the same for everybody, and runs nothing but its own', async () => {
  const page = await request(bench.api).get('/setup?link=<script>alert(1)</script>').expect(200);
  expect(page.text).not.toContain('alert(1)');
  expect(page.text).toBe((await request(bench.api).get('/setup')).text);
  expect(page.headers['content-security-policy']).toMatch(
    /default-src 'none'.*script-src 'sha256-[^;]+'.*frame-ancestors 'none'/,
  );
  expect(page.headers['content-security-policy']).not.toContain('unsafe');
  expect(page.headers['referrer-policy']).toBe('no-referrer');
});
