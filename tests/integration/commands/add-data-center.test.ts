import { afterEach, beforeEach, expect, test } from 'vitest';
import { findDataCenterLink, type Site } from '../../../backend/sites/index.js';
import { type ServedSandbox, seededRandom, serve } from '../../sandbox/http/index.js';
import { JiraSandbox } from '../../sandbox/jira/index.js';
import { commandBench } from './support/command-bench.js';

const bench = commandBench();
const SECRET = 'the secret of the link';
let served: ServedSandbox;
beforeEach(async () => {
  const clock = { now: () => new Date() };
  served = await serve(new JiraSandbox({ clock, random: seededRandom(4), site: { deployment: 'datacenter' } }));
});
afterEach(() => served.close());

const words = async (secret = SECRET) => [
  ...['sites', 'add-data-center', '--url', `${served.url}/`, '--client-id', 'client'],
  ...['--client-secret-file', await bench.write('secret.txt', `${secret}\n`)],
];

test('a Jira Data Center is asked who it is, its link kept sealed, and its people may sign in at once', async () => {
  const { document } = await bench.json<{ added: Site }>(...(await words()));
  expect(document.added).toMatchObject({
    host: 'data center',
    baseUrl: served.url,
    displayUrl: 'https://jira.example.com',
    state: 'active',
  });
  const rows = await bench.database.transaction('look', ({ query }) =>
    query('select s.key, l.client_secret, l.scope from sites s join data_center_links l on l.site_id = s.id'),
  );
  expect(rows).toMatchObject([{ key: 'B8QX-3TFS-4G9K-2HJM', scope: 'READ' }]);
  expect(JSON.stringify(rows)).not.toContain(SECRET);
  expect((await bench.run('audit')).out).toContain('add site');
});

test('a link that was made anew replaces the one before, and survives a new key', async () => {
  await bench.run(...(await words()));
  await bench.run(...(await words('another secret')), '--scope', 'ADMIN');
  expect((await bench.json<{ resealed: number }>('key', 'rotate')).document.resealed).toBe(1);
  expect((await bench.run('key', 'forget')).code).toBe(0);
  const { createSecretBox, loadSecretKeys } = await import('../../../backend/secrets/index.js');
  const keys = await loadSecretKeys({ file: `${bench.home}/secret.key` });
  const link = await bench.database.transaction('look', async (transaction) => {
    const [row] = await transaction.query('select id from sites');
    return findDataCenterLink(transaction, String(row?.id), createSecretBox({ keys }));
  });
  expect(link).toMatchObject({ clientSecret: 'another secret', scope: 'ADMIN' });
});

// Red without: readJiraUrl, the look at deploymentType, the look at an empty secret.
test('what is no Data Center, and what is no secret, is refused with the fix', async () => {
  const refused = async (...changed: readonly string[]) => (await bench.run(...(await words()), ...changed)).notes;
  expect(await refused('--url', 'http://jira.example.com')).toContain('http only on this machine');
  expect(await refused('--url', bench.jiraUrl)).toContain('is Jira Cloud, not Data Center');
  expect(await refused('--url', bench.serviceNowUrl)).toContain('not as a Jira does');
  expect(await refused('--client-secret-file', await bench.write('empty.txt', '\n'))).toContain('secret is empty');
  expect((await bench.run('sites', 'list')).out).toBe('The app is installed in no Jira yet.');
});
