import { expect, test } from 'vitest';
import { findAppToken, findSite } from '../../../../backend/sites/index.js';
import { ACME, forgeBench } from './support/forge-bench.js';

const bench = forgeBench();

const stateOf = async () => (await bench.world.sql('select state from sites'))[0]?.state;
const inMinutes = (minutes: number) => bench.world.clock.advance(minutes * 60_000);
/** A token that Forge hands out for the app; of it nothing but its end is read. */
const systemToken = (hours: number) => {
  const exp = bench.world.clock.now().getTime() / 1_000 + hours * 3_600;
  return `e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.c2lnbmF0dXJl`;
};
const appToken = () =>
  bench.world.database.transaction('find', async (transaction) => {
    const site = await findSite(transaction, 'forge', ACME.cloudId);
    return site === null ? null : findAppToken(transaction, site, bench.application.secretBox);
  });

test('the hourly trigger brings the token of the app, and says that the app lives', async () => {
  await bench.pair();
  const token = systemToken(3);
  await bench.call('scheduled', {}, {}, { 'x-forge-oauth-system': token });
  expect((await appToken())?.token).toBe(token);
  expect(await bench.world.sql('select alive_at from forge_installations')).toEqual([
    { alive_at: bench.world.clock.now() },
  ]);
});

// Red without: the comparison of ends in keepAppToken.
test('of two tokens the one is kept that lives longer, and none beyond its end', async () => {
  await bench.pair();
  const longer = systemToken(3);
  await bench.call('scheduled', {}, {}, { 'x-forge-oauth-system': longer });
  await bench.call('scheduled', {}, {}, { 'x-forge-oauth-system': systemToken(2) });
  expect((await appToken())?.token).toBe(longer);
  inMinutes(179.5);
  expect(await appToken()).toBeNull();
});

// Red without: LONGEST_LIFE_MS in meet-site.ts.
test('a token that says it lives for ever is forgotten after four hours', async () => {
  await bench.pair();
  await bench.call('scheduled', {}, {}, { 'x-forge-oauth-system': systemToken(99_999) });
  expect(await appToken()).not.toBeNull();
  inMinutes(4 * 60);
  expect(await appToken()).toBeNull();
});

// Red without: isBack in meet-site.ts.
test('an uninstall lets nobody in any more, though events still come; another installation is let in again', async () => {
  await bench.pair();
  await bench.call('scheduled');
  expect((await bench.call('uninstalled')).status).toBe(204);
  expect(await stateOf()).toBe('uninstalled');
  expect(await appToken()).toBeNull();
  expect((await bench.ask('/status')).status).toBe(403);
  expect((await bench.call('scheduled')).status).toBe(204);
  expect((await bench.call('events', { eventType: 'x', issue: { id: '1', key: 'BENCH-1' } })).status).toBe(204);
  expect(await stateOf()).toBe('uninstalled');
  const installation = { ...ACME, id: '77777777-2222-4333-8444-555555555555' };
  expect((await bench.ask('/status', { invocation: { installation } })).status).toBe(200);
  expect(await stateOf()).toBe('active');
});

// Red without: LATE_MS in meet-site.ts.
test('an uninstall that did not come about is noticed when the app goes on calling', async () => {
  await bench.pair();
  await bench.call('uninstalled');
  inMinutes(9);
  await bench.call('scheduled');
  expect(await stateOf()).toBe('uninstalled');
  inMinutes(2);
  await bench.call('scheduled');
  expect(await stateOf()).toBe('active');
});

test('an address that has changed is taken over, and so is the name of the site', async () => {
  await bench.pair();
  const installation = { ...ACME, siteUrl: 'https://jira.acme.example' };
  expect((await bench.ask('/site', { invocation: { installation } })).body.site.url).toBe('https://jira.acme.example');
});

// Red without: the seal in keepAppToken; the words of every error of verify-invocation.ts.
test('no token is in the log or in the database, whatever became of it', async () => {
  await bench.pair();
  const system = systemToken(3);
  const shown = [system, await bench.token(), await bench.token({ claims: { aud: 'another' } })];
  await bench.call('scheduled', {}, {}, { 'x-forge-oauth-system': system });
  for (const token of shown) {
    for (const path of ['/addon/forge/events', '/addon/forge/nowhere', '/api/v1/site', '/api/v1/nowhere']) {
      const headers = {
        authorization: `Bearer ${token}`,
        'x-forge-oauth-user': 'token-of-a-person',
        'x-forge-oauth-system': system,
      };
      await bench.send('post', path, headers, {});
    }
  }
  bench.answerWith(async () => {
    throw new Error('the network is down');
  });
  inMinutes(2);
  await bench.ask('/status', { headers: { 'x-forge-oauth-user': 'token-of-a-person' } });
  const tables = await bench.world.sql(
    `select tablename from pg_tables where schemaname in ('public', 'graphile_worker')`,
  );
  const rows = await Promise.all(
    tables.map(({ tablename }) => bench.world.sql(`select t::text from ${tablename} t`).catch(() => [])),
  );
  const kept = JSON.stringify([bench.lines, rows]);
  expect(kept).toContain(ACME.cloudId);
  for (const secret of [...shown.flatMap((token) => [token, token.split('.')[2] ?? token]), 'token-of-a-person']) {
    expect(kept).not.toContain(secret);
  }
});
