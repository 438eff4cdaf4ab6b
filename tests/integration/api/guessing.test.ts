import { expect, test } from 'vitest';
import { addAccount, disableAccount } from '../../../backend/accounts/index.js';
import { createApi } from '../../../backend/api/index.js';
import { silentLogger, systemClock, systemRandom } from '../../../backend/shared/index.js';
import { apiBench } from './support/api-bench.js';
import { addPerson, ask, PASSWORD, signIn } from './support/people.js';

const bench = apiBench();
const QUARTER_HOUR_MS = 15 * 60_000;
const ROOT = { kind: 'command line', name: 'root' } as const;

/** The HTTP side as another process has it, behind a proxy on this machine. */
const anotherApi = () =>
  createApi({
    application: bench.application,
    version: '1.2.3',
    publicUrl: undefined,
    trustedProxies: ['loopback'],
    clock: systemClock,
    random: systemRandom,
    log: silentLogger,
  });

const auditOf = async (action: string) =>
  (await bench.get<{ items: object[] }>(`/audit?action=${encodeURIComponent(action)}`)).body.items;

// Red without: takeAttempt for the name in signIn.
test('after ten wrong passwords the right one does not help either, in any process, for a quarter of an hour', async () => {
  await addPerson(bench, 'anna');
  for (let guess = 1; guess <= 10; guess += 1) expect((await signIn(bench, 'anna', `wrong ${guess}`)).status).toBe(401);
  const { status, headers, body } = await signIn(bench, 'anna');
  expect(status).toBe(429);
  expect(Number(headers['retry-after'])).toBe(QUARTER_HOUR_MS / 1_000);
  expect(body).toMatchObject({ title: 'Too Many Requests' });
  expect((await signIn({ api: anotherApi() }, 'ANNA', PASSWORD, '198.51.100.7')).status).toBe(429);
  bench.world.clock.advance(QUARTER_HOUR_MS + 1);
  expect((await signIn(bench, 'anna')).status).toBe(201);
});

// Red without: counting an attempt before it is made.
test('guesses that are made at once are counted as those one after the other', async () => {
  await addPerson(bench, 'anna');
  const guesses = Array.from({ length: 25 }, (_, index) => signIn(bench, 'anna', `wrong ${index}`));
  const refused = (await Promise.all(guesses)).filter(({ status }) => status === 401);
  expect(refused).toHaveLength(10);
});

// Red without: giveBackAttempt in signIn.
test('whoever gets it right has all his guesses back', async () => {
  await addPerson(bench, 'anna');
  for (let round = 0; round < 3; round += 1) {
    for (let guess = 0; guess < 6; guess += 1) await signIn(bench, 'anna', 'wrong');
    expect((await signIn(bench, 'anna')).status).toBe(201);
  }
});

/** As if everything that was tried once had been tried so often. */
const pretendTried = (times: number) => bench.world.sql('update attempts set count = $1', [times]);

// Red without: takeAttempt for the address in signIn, or `trust proxy` in create-api.ts.
test('from one address fifty guesses are made, whatever the names; another address is not held up', async () => {
  await addPerson(bench, 'anna');
  const api = { api: anotherApi() };
  expect((await signIn(api, 'nobody-1', 'wrong', '2001:db8:1:2::1')).status).toBe(401);
  await pretendTried(49);
  expect((await signIn(api, 'nobody-2', 'wrong', '2001:db8:1:2::2')).status).toBe(401);
  // Of IPv6 whoever has one address has a whole network.
  expect((await signIn(api, 'anna', PASSWORD, '2001:db8:1:2:ffff::1')).status).toBe(429);
  expect((await signIn(api, 'anna', PASSWORD, '2001:db8:1:3::1')).status).toBe(201);
});

// Red without: the empty list of trusted proxies.
test('nobody takes another address by saying so', async () => {
  await signIn(bench, 'nobody-1', 'wrong', '198.51.100.1');
  await pretendTried(50);
  expect((await signIn(bench, 'nobody-2', 'wrong', '203.0.113.9')).status).toBe(429);
});

// Red without: one answer for every reason in session-routes.ts.
test('a name that is there, one that is not, one that is disabled and one without a password are refused alike', async () => {
  const { database } = bench.world;
  await addPerson(bench, 'anna');
  await addPerson(bench, 'bert');
  await database.transaction('disable', (transaction) => disableAccount(transaction, ROOT, 'bert'));
  await database.transaction('add', (transaction) =>
    addAccount(transaction, ROOT, { tenant: 'default', name: 'cleo', role: 'viewer' }),
  );
  const answers = await Promise.all(
    ['anna', 'nobody', 'bert', 'cleo', '', 'a name that cannot be'].map(async (name) => {
      const { status, body, headers } = await signIn(bench, name, 'wrong');
      return { status, body, challenge: headers['www-authenticate'], length: headers['content-length'] };
    }),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.status).toBe(401);
});

// Red without: NOBODYS_HASH in password.ts.
test('a name that is not there takes as long to be refused as one that is', async () => {
  await addPerson(bench, 'anna');
  // Of the processor: what else the machine does is in the time of a clock, and not in this one.
  const workOf = async (name: string) => {
    const before = process.cpuUsage();
    await signIn(bench, name, 'wrong');
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let guess = 0; guess < 8; guess += 1) {
    known.push(await workOf('anna'));
    unknown.push(await workOf('nobody'));
  }
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.6);
});

// Red without: the largest length in password.ts, and the largest body in mount-routes.ts.
test('a password beyond measure is not worked on', async () => {
  const post = (password: string) => ask<object>(bench, ['post', '/session'], { body: { name: 'anna', password } });
  expect(await post('x'.repeat(257))).toMatchObject({
    status: 400,
    body: { errors: [{ in: 'body', pointer: '#/password' }] },
  });
  expect((await post('x'.repeat(20_000))).status).toBe(413);
  expect(await ask(bench, ['post', '/session'], { body: { name: ['anna'], password: { length: 1 } } })).toMatchObject({
    status: 400,
  });
});

// Red without: the bounds of recordFailure in sign-in.ts.
test('guessing is kept in the audit log in a few entries, without what was typed for a name', async () => {
  await addPerson(bench, 'anna');
  for (let guess = 0; guess < 15; guess += 1) await signIn(bench, 'anna', 'wrong');
  for (let guess = 0; guess < 5; guess += 1) await signIn(bench, 'my-password-by-mistake', 'x');
  expect(await auditOf('refuse sign-in')).toMatchObject([{ actor: { kind: 'address' }, subject: 'anna' }]);
  expect(await auditOf('throttle sign-in')).toMatchObject([{ actor: { kind: 'address' }, subject: 'anna' }]);
  const stored = JSON.stringify([
    await bench.world.sql('select * from audit'),
    await bench.world.sql('select * from attempts'),
  ]);
  expect(stored).not.toContain('my-password');
});
