import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { careForSites } from '../../../addon/care-for-sites.js';
import { pause, readStatus, requestSync, resume } from '../../../backend/application/index.js';
import type { Row } from '../../../backend/storage/index.js';
import { incidents } from '../../support/definitions.js';
import { addonBench } from './support/addon-bench.js';

const bench = addonBench({ SYNCLINE_LICENCE: 'required' });
const APP_KEY = 'com.syncline.jira';
const HUB = 'https://syncline.example/hub';
const ASKING = 'getAddon';

const sql = (statement: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
  bench.application.database.transaction('test', (transaction) => transaction.query(statement, parameters));

/** By the database's clock, which alone says when a grace ends. */
const inDays = (days: number) =>
  sql(`create or replace function syncline_now() returns timestamptz language sql stable as $$
         select coalesce(nullif(current_setting('syncline.now', true), '')::timestamptz, statement_timestamp())
                + interval '${days} days' $$`);
const turn = () => careForSites(bench.application, new AbortController().signal);
const reasons = async () =>
  (await sql('select name, state, paused_reason from integrations order by name')).map(
    ({ name, state, paused_reason }) => `${name} ${state}${paused_reason === null ? '' : `: ${paused_reason}`}`,
  );
const status = () =>
  bench.application.database.transaction('status', (transaction) => readStatus(transaction, bench.application));

/** A page that Jira opens in a frame, with what it says of the licence. */
async function open(licence: 'active' | 'none', change: (url: string) => string = (url) => url) {
  bench.clock.advance(1_000);
  const { accountId } = bench.jira.state.directory.person('admin');
  const url = await bench.host.frameUrl({ url: `${HUB}/addon/connect/panel?issueId=10001`, licence, accountId });
  return bench.send(change(url));
}
async function post(path: string) {
  const { accountId } = bench.jira.state.directory.person('admin');
  const headers = { authorization: `JWT ${await bench.host.contextToken({ accountId })}` };
  const { status: code, text } = await bench.send(`${HUB}/api/v1${path}`, { method: 'POST', headers });
  return { code, ...(JSON.parse(text) as { title?: string; detail?: string; link?: string }) };
}

beforeEach(async () => {
  await bench.pair();
  for (const name of ['incidents', 'quiet'])
    await sql(
      `insert into integrations (id, name, kind, enabled, definition, state) values ($1, $2, 'sync', true, $3, 'active')`,
      [randomUUID(), name, JSON.stringify(incidents())],
    );
});

describe('without a licence', () => {
  // Red without: requireLicence in the routes.
  test('everything can be looked at and nothing changed, with a word and a link', async () => {
    await open('none');
    expect(await post('/integrations/incidents/resume')).toMatchObject({
      code: 403,
      title: 'No Licence',
      detail: expect.stringContaining('there is no licence'),
      link: expect.stringContaining('/plugins/servlet/upm'),
    });
    expect((await bench.asPerson('admin', '/integrations')).status).toBe(200);
    expect(JSON.parse((await bench.asPerson('admin', '/status')).text)).toMatchObject({
      licence: { state: 'none', mayChange: false, mayRun: true, graceEndsAt: expect.any(String) },
    });
  });

  // Red without: `changes: false` of these routes.
  test('what only says what would be done, and what stops something, is not a change', async () => {
    await open('none');
    expect(await post('/integrations/incidents/plans')).not.toMatchObject({ title: 'No Licence' });
    expect((await post('/integrations/incidents/pause')).code).toBe(200);
    expect((await post('/pause')).code).toBe(200);
  });

  // Red without: settleLicences in careForSites.
  test('integrations run for two weeks, then they pause and say why; with a licence they run again', async () => {
    await open('none');
    await inDays(13);
    await turn();
    expect(await reasons()).toEqual(['incidents active', 'quiet active']);
    await inDays(15);
    await turn();
    expect(await reasons()).toEqual([
      expect.stringMatching(/^incidents paused: no licence: there is no licence, and the grace for that has ended on /),
      expect.stringMatching(/^quiet paused: no licence: /),
    ]);
    expect(await status()).toMatchObject({ licence: { state: 'none', mayRun: false } });
    await open('active');
    expect(await reasons()).toEqual(['incidents active', 'quiet active']);
    expect(await status()).toMatchObject({ licence: { state: 'active', mayRun: true } });
  });

  // Red without: refuseUnlicensed.
  test('nobody makes them run meanwhile', async () => {
    await open('none');
    await inDays(15);
    // Also before anybody has paused them.
    const wanted = { mode: 'manual', request: {}, isQueued: true } as const;
    await expect(requestSync(bench.application, 'incidents', wanted)).rejects.toThrow('there is no licence');
    await turn();
    await expect(resume(bench.application, { name: 'incidents' })).rejects.toThrow('there is no licence');
    await expect(resume(bench.application, 'all')).rejects.toThrow('there is no licence');
    expect(await sql('select 1 from integration_runs')).toEqual([]);
  });

  // Red without: the beginning of the reason in resumeForLicence and pauseIntegration.
  test('what a person has paused, before or meanwhile, stays paused when the licence is back', async () => {
    await pause(bench.application, { name: 'quiet' });
    await open('none');
    await inDays(15);
    await turn();
    await pause(bench.application, { name: 'incidents' });
    await open('active');
    expect(await reasons()).toEqual(['incidents paused: by hand', 'quiet paused: by hand']);
  });

  // Red without: `place` in resumeForLicence.
  test('what was copied meanwhile stays paused for being a copy', async () => {
    await open('none');
    await inDays(15);
    await turn();
    await (await bench.application.startWorker()).stop();
    await sql(`update installation set paused_reason = 'a copy'`);
    await open('active');
    expect(await reasons()).toEqual(['incidents paused: a copy', 'quiet paused: a copy']);
  });

  test('several processes at once pause and resume once', async () => {
    await open('none');
    await inDays(15);
    await Promise.all([turn(), turn(), turn()]);
    expect((await reasons()).every((reason) => reason.includes('paused: no licence'))).toBe(true);
    bench.jira.licenseApp(APP_KEY, 'active');
    await inDays(16.5);
    await Promise.all([turn(), turn(), turn()]);
    expect(await reasons()).toEqual(['incidents active', 'quiet active']);
  });
});

// Red without: the query hash of pages.
test('a licence that somebody has written into the address is refused, and nothing is noted', async () => {
  const { status: code } = await open('none', (url) => url.replace('lic=none', 'lic=active'));
  expect(code).toBe(401);
  expect((await bench.site())?.licence.last).toBeNull();
});

describe('asked of Jira', () => {
  const asked = () => bench.jira.calls.of(ASKING);
  const said = async () => (await bench.site())?.licence;

  // Red without: licence_asked_at.
  test('once a day, however many turns and processes there are', async () => {
    bench.jira.licenseApp(APP_KEY, 'active');
    for (const day of [0, 0.04, 0.5, 0.99]) {
      await inDays(day);
      await Promise.all([turn(), turn()]);
    }
    expect(asked()).toBe(1);
    await inDays(1.01);
    await turn();
    expect(asked()).toBe(2);
    expect((await status()).licence).toMatchObject({ state: 'active', graceEndsAt: null });
  });

  test.each([
    ['evaluation', 'evaluation'],
    ['ended', 'expired'],
    ['absent', 'none'],
  ] as const)('%s is noted as %s', async (licence, kind) => {
    bench.jira.licenseApp(APP_KEY, licence);
    await turn();
    expect((await said())?.last?.reading.kind).toBe(kind);
  });

  test('an evaluation that ends leaves two weeks', async () => {
    bench.jira.licenseApp(APP_KEY, 'evaluation');
    await turn();
    bench.jira.licenseApp(APP_KEY, 'ended');
    await inDays(30);
    await turn();
    expect((await status()).licence).toMatchObject({ state: 'expired', mayChange: false, mayRun: true });
    await inDays(45);
    await turn();
    expect(await reasons()).toEqual([
      expect.stringContaining('paused: no licence: the licence has expired'),
      expect.stringContaining('paused: no licence: the licence has expired'),
    ]);
  });

  // Red without: `unknown` of readingOfRest, and silentSince.
  test.each(['garbage', 'error'] as const)(
    '%s leaves a good licence a week, and is asked again each hour',
    async (trouble) => {
      bench.jira.licenseApp(APP_KEY, 'active');
      await turn();
      bench.jira.licenseApp(APP_KEY, trouble);
      await inDays(2);
      await turn();
      await inDays(2.05);
      await turn();
      expect(asked()).toBe(3);
      expect((await status()).licence).toMatchObject({ state: 'unknown', mayChange: true, mayRun: true });
      await inDays(8.9);
      await turn();
      expect(await reasons()).toEqual(['incidents active', 'quiet active']);
      await inDays(9.1);
      await turn();
      expect(await reasons()).toEqual([
        expect.stringContaining('nobody has been able to say for a week'),
        expect.stringContaining('nobody has been able to say for a week'),
      ]);
    },
  );

  // Red without: asking before settling in careForSites.
  test('a server that was off for a month asks before it pauses anything, and believes for a week if nobody answers', async () => {
    bench.jira.licenseApp(APP_KEY, 'active');
    await turn();
    bench.jira.licenseApp(APP_KEY, 'error');
    await inDays(31);
    await turn();
    expect(await reasons()).toEqual(['incidents active', 'quiet active']);
    expect(JSON.stringify(bench.log)).not.toContain('paused for want of a licence');
  });

  // Red without: the database's clock in takeSitesToAsk and findSiteLicence.
  test('a clock of this process that jumps changes nothing', async () => {
    bench.jira.licenseApp(APP_KEY, 'active');
    await turn();
    bench.clock.advance(400 * 86_400_000);
    await turn();
    expect(asked()).toBe(1);
    expect(await reasons()).toEqual(['incidents active', 'quiet active']);
  });

  test('an app that was taken from Jira leaves two weeks', async () => {
    bench.jira.licenseApp(APP_KEY, 'active');
    await turn();
    await sql(`update tenants set created_at = created_at - interval '1 year'`);
    await bench.hook('uninstalled');
    await inDays(13);
    await turn();
    expect(await reasons()).toEqual(['incidents active', 'quiet active']);
    await inDays(15);
    await turn();
    expect((await reasons())[0]).toContain('paused: no licence: there is no licence');
  });
});
