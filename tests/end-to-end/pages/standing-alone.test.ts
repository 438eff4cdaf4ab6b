import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Listening, listen } from '../../../backend/api/index.js';
import { apiBench } from '../../integration/api/support/api-bench.js';
import { type FreshBrowser, startBrowser } from '../../support/browser.js';
import { judgeLook } from './support/judge-look.js';
import { shoot } from './support/shoot.js';
import { type WatchedPage, watchPage } from './support/watched-page.js';

const bench = apiBench();
let browser: FreshBrowser;
let server: Listening;
let watched: WatchedPage;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await listen(bench.api, 0);
  watched = await watchPage(browser.context, [server.url]);
  await watched.page.goto(server.url);
});
afterEach(async () => {
  await watched.page.close();
  await server.close();
});

async function signIn(token: string): Promise<void> {
  const { page } = watched;
  await page.getByRole('button', { name: 'Use an access token' }).click();
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

// Red without: 'self' for scripts, styles, pictures and requests in the policy, and the themes in the sheet.
test('whoever shows a token sees where everything stands, and the page asks nobody but the server', async () => {
  bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await bench.world.run('onboarding');
  await shoot(watched.page, 'sign-in');
  await signIn(bench.token);
  const row = watched.page.getByRole('row', { name: /incidents/ });
  await row.waitFor();
  expect(await row.getByRole('cell').first().textContent()).toBe('Active');
  expect(watched.violations).toEqual([]);
  expect(watched.foreign).toEqual([]);
  expect(watched.complaints).toEqual([]);
});

// Red without: forgetting a token that the server does not know.
test('a wrong token is said beside its field, and is not kept', async () => {
  await signIn(`${bench.token}x`);
  await watched.page.getByText('does not know this token').waitFor();
  expect(await watched.page.evaluate('sessionStorage.length')).toBe(0);
});

// Red without: the stream of what is new, and the way back to the sign-in page when an answer is 401.
test('a token that ends while the page is open leads back to the sign-in page', async () => {
  await signIn(bench.token);
  await watched.page.getByRole('row', { name: /incidents/ }).waitFor();
  await bench.world.sql('delete from tokens');
  await bench.world.sql("update integrations set updated_at = updated_at + interval '1 second'");
  await watched.page.getByRole('heading', { name: 'Sign in to Syncline' }).waitFor();
});

// Red without: `LongList` asking for more while one scrolls, and letting go of the rows that are out of sight.
test('a list of many runs is followed to its end by the keyboard, and holds few rows at a time', async () => {
  await bench.world.sql(`
    insert into integration_runs (id, integration_id, mode, state, counters, started_at, finished_at, created_at)
    select gen_random_uuid(), id, 'incremental', 'finished', '{"read":0,"created":0,"updated":0,"skipped":0,"held":0,"failed":0}',
           at, at, at
      from integrations, generate_series(1, 1000) n, lateral (select now() - n * interval '1 hour' as at)`);
  const { page } = watched;
  await signIn(bench.token);
  await page.getByRole('link', { name: 'Runs' }).click();
  await page
    .getByRole('row', { name: /Incremental/ })
    .first()
    .waitFor();
  await judgeLook(page, 'runs');
  await page.getByRole('region', { name: 'Runs' }).focus();
  const end = page.getByText('1,000 in all');
  while (!(await end.isVisible())) await page.keyboard.press('End');
  expect(await page.getByRole('row').count()).toBeLessThan(100);
  expect(watched.violations).toEqual([]);
  expect(watched.complaints).toEqual([]);
});

// Red without: tables that become cards on a narrow screen.
test('on a narrow screen nothing is wider than it', async () => {
  await watched.page.setViewportSize({ width: 360, height: 700 });
  await signIn(bench.token);
  await watched.page.getByRole('row', { name: /incidents/ }).waitFor();
  expect(await watched.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
});
