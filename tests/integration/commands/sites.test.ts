import { expect, test } from 'vitest';
import { changeSiteState, installSite, pairSite, type Site } from '../../../backend/sites/index.js';
import { commandBench } from './support/command-bench.js';

const bench = commandBench();

const install = (): Promise<Site> =>
  bench.database.transaction('install', (transaction) =>
    installSite(
      transaction,
      { host: 'connect', key: 'acme', baseUrl: 'https://acme.atlassian.net', displayUrl: 'https://jira.acme.example' },
      'onpremise',
    ),
  );

const listed = async () => (await bench.json<{ sites: Site[] }>('sites', 'list')).document.sites;

test('a code that the command shows pairs a site, once, and the list shows where the app is', async () => {
  expect((await bench.run('sites', 'list')).out).toBe('The app is installed in no Jira yet.');
  const site = await install();
  expect(await listed()).toMatchObject([{ displayUrl: 'https://jira.acme.example', state: 'unpaired' }]);
  const { document } = await bench.json<{ code: string }>('sites', 'pair');
  const pair = (code: string) => bench.database.transaction('pair', (transaction) => pairSite(transaction, site, code));
  expect((await pair(document.code.toLowerCase().replaceAll('-', ' '))).kind).toBe('paired');
  expect(await listed()).toMatchObject([{ state: 'active' }]);
  expect((await pair(document.code)).kind).toBe('wrong');
});

test('unpairing takes effect by either address, is audited, and says what there is where the address is unknown', async () => {
  const { id } = await install();
  await bench.database.transaction('activate', (transaction) => changeSiteState(transaction, id, 'active'));
  expect(await bench.run('sites', 'unpair', 'https://acme.atlassian.com')).toMatchObject({
    code: 2,
    notes: expect.stringContaining('https://jira.acme.example'),
  });
  expect((await bench.run('sites', 'unpair', 'https://jira.acme.example/')).code).toBe(0);
  expect(await listed()).toMatchObject([{ state: 'unpaired' }]);
  expect((await bench.run('audit')).out).toContain('unpair site');
});
