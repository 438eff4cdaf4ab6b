import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  changeSiteState,
  createPairingCode,
  findSite,
  installSite,
  listSites,
  noteLicence,
  pairSite,
  purgeSites,
  type Site,
} from '../../../backend/sites/index.js';
import { type Database, openDatabase } from '../../../backend/storage/index.js';
import { testDatabase } from '../../support/database.js';

let now = new Date('2026-03-01T10:00:00Z');
let url: string;
beforeAll(async () => {
  ({ url } = await testDatabase());
});

let database: Database;
beforeEach(async () => {
  database = openDatabase(url, { now: () => now });
  await database.transaction('clear', ({ query }) =>
    query(`truncate sites, pairing_codes cascade; delete from tenants where id <> 'default'`),
  );
  return () => database.close();
});

const MINUTE_MS = 60_000;
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * MINUTE_MS);
};

const install = (key = 'acme', mode: 'onpremise' | 'saas' = 'onpremise'): Promise<Site> =>
  database.transaction('install', (transaction) =>
    installSite(
      transaction,
      { host: 'forge', key, baseUrl: `https://${key}.atlassian.net`, displayUrl: `https://${key}.atlassian.net` },
      mode,
    ),
  );
const code = () => database.transaction('code', (transaction) => createPairingCode(transaction, 'default'));
const pair = async (site: Site, typed: string) =>
  (await database.transaction('pair', (transaction) => pairSite(transaction, site, typed))).kind;
const become = (site: Site, state: Site['state']) =>
  database.transaction('become', (transaction) => changeSiteState(transaction, site.id, state));
const stateOf = async (key = 'acme') =>
  (await database.transaction('find', (transaction) => findSite(transaction, 'forge', key)))?.state;

// Red without: `used_at is null` in pairSite.
test('one code pairs one site', async () => {
  const [first, second] = [await install('one'), await install('two')];
  const typed = await code();
  expect(await pair(first, typed)).toBe('paired');
  expect(await pair(second, typed)).toBe('wrong');
  expect([await stateOf('one'), await stateOf('two')]).toEqual(['active', 'unpaired']);
});

// Red without: `ends_at > syncline_now()` in pairSite.
test('a code lives an hour', async () => {
  const site = await install();
  const typed = await code();
  later(61);
  expect(await pair(site, typed)).toBe('wrong');
});

// Red without: the count of wrong codes in pairSite.
test('a site that tries five wrong codes waits, even with the right one; another site does not', async () => {
  const [guessing, honest] = [await install('guessing'), await install('honest')];
  const typed = await code();
  for (let turn = 0; turn < 5; turn += 1) expect(await pair(guessing, 'AAAA-AAAA-AAAA')).toBe('wrong');
  expect(await pair(guessing, typed)).toBe('too many');
  expect(await pair(honest, typed)).toBe('paired');
  later(16);
  expect(await pair(guessing, await code())).toBe('paired');
});

// Red without: keeping `paired_at` through an uninstall in changeSiteState.
test('an install that comes again needs no second pairing, and an uninstall is purged a month later unless it does', async () => {
  const site = await install();
  expect(await pair(site, await code())).toBe('paired');
  expect((await become(site, 'uninstalled'))?.purgeAt).toEqual(new Date(now.getTime() + 30 * 24 * 60 * MINUTE_MS));
  expect((await install()).state).toBe('active');
  await become(site, 'uninstalled');
  later(31 * 24 * 60);
  expect(await database.transaction('purge', purgeSites)).toEqual(['https://acme.atlassian.net']);
  expect(await database.transaction('list', listSites)).toEqual([]);
});

// Red without: the move from any state to unpaired losing `paired_at`.
test('who was unpaired is not paired by installing the app again', async () => {
  const site = await install();
  await pair(site, await code());
  await become(site, 'unpaired');
  await become(site, 'uninstalled');
  expect((await install()).state).toBe('unpaired');
});

// Red without: the table of legal moves in site.ts.
test('what Jira switches off and on again was paired before', async () => {
  const site = await install();
  expect(await become(site, 'disabled')).toBeNull();
  await pair(site, await code());
  expect((await become(site, 'disabled'))?.state).toBe('disabled');
  expect((await become(site, 'active'))?.state).toBe('active');
});

test('on a server for many each site is a tenant of its own, also when it is installed again', async () => {
  const [one, other] = [await install('one', 'saas'), await install('other', 'saas')];
  expect(one.state).toBe('active');
  expect(new Set([one.tenant, other.tenant, 'default']).size).toBe(3);
  expect((await install('one', 'saas')).tenant).toBe(one.tenant);
});

test('what a host says of the licence is kept with the site', async () => {
  const { id } = await install();
  await database.transaction('note', (transaction) => noteLicence(transaction, id, { kind: 'active', endsAt: null }));
  const known = await database.transaction('find', (transaction) => findSite(transaction, 'forge', 'acme'));
  expect(known?.licence).toMatchObject({ last: { reading: { kind: 'active' }, at: now }, missingSince: null });
});

// Red without: the second half of purgeSites.
test('with a site that is a tenant of its own goes all that the tenant has', async () => {
  const [gone, stays] = [await install('gone', 'saas'), await install('stays', 'saas')];
  const connect = (tenant: string) =>
    database.transaction('connect', ({ query }) =>
      query(
        `insert into connections (id, tenant_id, name, connector, settings, state)
         values (gen_random_uuid(), $1, 'jira', 'jira', '{}', 'active')`,
        [tenant],
      ),
    );
  await connect(gone.tenant);
  await connect(stays.tenant);
  await become(gone, 'uninstalled');
  later(31 * 24 * 60);
  await database.transaction('purge', purgeSites);
  const left = await database.transaction('left', ({ query }) =>
    query(`select t.id, c.name from tenants t left join connections c on c.tenant_id = t.id where t.id <> 'default'`),
  );
  expect(left).toEqual([{ id: stays.tenant, name: 'jira' }]);
});
