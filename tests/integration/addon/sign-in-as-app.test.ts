import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPairingCode, installSite, keepAppToken, pairSite } from '../../../backend/sites/index.js';
import { type ServedSandbox, seededRandom, serve } from '../../sandbox/http/index.js';
import { appAccount } from '../../sandbox/jira/index.js';
import { ServiceNowSandbox } from '../../sandbox/servicenow/index.js';
import { runWords } from '../commands/support/command-bench.js';
import { incidentsFile } from '../commands/support/incidents-file.js';
import { addonBench } from './support/addon-bench.js';

const bench = addonBench();
const APP_KEY = 'com.syncline.jira';
let serviceNow: ServiceNowSandbox;
let served: ServedSandbox;

beforeEach(async () => {
  serviceNow = new ServiceNowSandbox({ clock: bench.clock, random: seededRandom(2) });
  served = await serve(serviceNow);
});
afterEach(() => served.close());

const run = (...words: readonly string[]) => runWords(words, { ...bench.environment, SERVICENOW_PASSWORD: 'syncline' });

/** Applies the usual file, whose Jira is signed in to as the app. */
async function apply(jiraUrl = bench.host.site.baseUrl) {
  const urls = { jiraUrl, serviceNowUrl: served.url };
  const text = incidentsFile(urls).replace(/auth: \{ kind: basic, username: sync@.*\}/, 'auth: { kind: app }');
  const path = join(bench.environment.SYNCLINE_HOME ?? '', 'syncline.yaml');
  await writeFile(path, text);
  return run('apply', '-f', path);
}
async function sync(...words: readonly string[]) {
  const { code, out, notes } = await run('sync', 'incidents', '--wait', '--json', ...words);
  return {
    code,
    notes,
    ...(JSON.parse(out) as { readonly state: string; readonly created: number; readonly updated: number }),
  };
}
/** Another install, with another secret. */
async function reinstall() {
  bench.host.renewSecret();
  await bench.install();
}
/** Lets the first request after `count` wait until `deed` is done, and with it all that come meanwhile. */
function before(count: number, deed: () => Promise<void>): void {
  const handle = bench.jira.handle.bind(bench.jira);
  let seen = 0;
  let done: Promise<void> | undefined;
  bench.jira.handle = async (request) => {
    seen += 1;
    if (seen > count) done ??= deed();
    await done;
    return handle(request);
  };
}

// Red without: appFault in read-auth.ts.
test('a file that signs in as the app is refused where the app is not installed or not paired', async () => {
  expect(await apply()).toMatchObject({
    code: 2,
    notes: expect.stringContaining('the app is not installed in the Jira'),
  });
  await bench.install();
  expect(await apply()).toMatchObject({ code: 2, notes: expect.stringContaining('is not paired with this server') });
  await bench.pair();
  expect((await apply()).code).toBe(0);
});

// Red without: the query hash of the bytes that are sent (asApp over another path), and #isWorthSigningAnew.
test('a whole sync signs each request for itself, also when an install brings another secret in the middle', async () => {
  await bench.pair();
  await apply();
  for (const number of [1, 2, 3])
    bench.jira.createIssue({ project: 'BENCH', summary: `Printer ${number} (on fire!) é & "ü"` });
  before(4, reinstall);
  expect(await sync('--onboarding')).toMatchObject({ code: 0, state: 'finished', created: 3 });
  serviceNow.people.create('incident', { short_description: 'Made in ServiceNow', caller_id: 'alice' });
  expect(await sync()).toMatchObject({ code: 0, state: 'finished', created: 1 });
  const made = bench.jira.issues().find(({ fields }) => fields.summary === 'Made in ServiceNow');
  expect(made?.creator).toBe(`557058:app-${APP_KEY}`);
  const requests = bench.log.map((line) => JSON.stringify(line)).join();
  expect(requests).not.toContain(bench.host.sharedSecret);
});

// Red without: the state in siteOfConnection.
test('when the app is taken from Jira the connection pauses with a word, and goes on when it is back', async () => {
  await bench.pair();
  await apply();
  expect((await sync('--onboarding')).code).toBe(0);
  await bench.hook('uninstalled');
  bench.jira.removeApp(APP_KEY);
  expect(await sync()).toMatchObject({ state: 'paused', notes: expect.stringContaining('the app is not installed') });
  const doctor = await run('doctor', 'jira');
  expect(doctor.out).toContain('signing in as the app works');
  expect(doctor.out).toContain('Manage Apps: install the app or switch it on');
  await bench.install();
  expect((await run('resume', 'jira')).code).toBe(0);
  expect((await sync()).state).toBe('finished');
});

// Red without: findAppToken in app-signer.ts.
test('as the Forge app it signs in by the token that Jira sends, at the gateway', async () => {
  const { cloudId } = bench.jira.state.directory.site;
  const url = `${bench.host.site.baseUrl}/ex/jira/${cloudId}`;
  const token = 'system-token-that-nobody-guesses';
  const account = appAccount('forge', 'Syncline');
  bench.jira.installApp({ key: 'forge', sharedSecret: null, systemToken: token, account });
  const { database, secretBox, clock } = bench.application;
  await database.transaction('install', async (transaction) => {
    const about = { host: 'forge', key: cloudId, baseUrl: url, displayUrl: bench.host.site.baseUrl } as const;
    const site = await installSite(transaction, about, 'onpremise');
    await pairSite(transaction, site, await createPairingCode(transaction, 'default'));
    const endsAt = new Date(clock.now().getTime() + 4 * 3_600_000);
    await keepAppToken(transaction, site, { token, endsAt }, secretBox);
  });
  expect((await apply(url)).code).toBe(0);
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  expect(await sync('--onboarding')).toMatchObject({ code: 0, state: 'finished', created: 1 });
});
