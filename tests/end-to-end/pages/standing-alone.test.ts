import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, listen } from '../../../backend/api/index.js';
import { apiBench } from '../../integration/api/support/api-bench.js';
import { type FreshBrowser, startBrowser } from '../../support/browser.js';
import { watchPage } from './support/watched-page.js';

const bench = apiBench();
let browser: FreshBrowser;
let server: Listening;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** A server with a sync that has run, opened in a new tab. */
async function openServer() {
  server = await listen(bench.api, 0);
  const watched = await watchPage(browser.context, [server.url]);
  await watched.page.goto(server.url);
  return watched;
}

test('whoever shows a token sees where everything stands, and the page asks nobody but the server', async () => {
  bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await bench.world.run('onboarding');
  const { page, violations, foreign, complaints } = await openServer();
  await page.getByRole('button', { name: 'Use an access token' }).click();
  await page.getByLabel('Access token').fill(bench.token);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('row', { name: /incidents/ }).waitFor();
  expect(violations).toEqual([]);
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
  await server.close();
});
