import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Listening, listen } from '../../../backend/api/index.js';
import { apiBench } from '../../integration/api/support/api-bench.js';
import { addPerson, PASSWORD } from '../../integration/api/support/people.js';
import { type FreshBrowser, startBrowser } from '../../support/browser.js';
import { judgeLook } from './support/judge-look.js';
import { type WatchedPage, watchPage } from './support/watched-page.js';

const bench = apiBench();
let browser: FreshBrowser;
let server: Listening | undefined;

beforeAll(async () => {
  browser = await startBrowser();
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => browser.close());

/** Signs in and opens the mapping of the one integration. */
async function openMapping(role: 'administrator' | 'viewer' = 'administrator'): Promise<WatchedPage> {
  await addPerson(bench, 'anna', role);
  server = await listen(bench.api, 0);
  const watched = await watchPage(browser.context, [server.url]);
  const { page } = watched;
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.url}/#/integrations/incidents/mapping`);
  await page.getByLabel('Name').fill('anna');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Mapping of incidents' }).waitFor();
  return watched;
}

test('a field is mapped anew, what that writes is shown before it counts, and a run writes just that', async () => {
  const { jira } = bench.world;
  const urgent = jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire', priority: 'High' });
  jira.createIssue({ project: 'BENCH', summary: 'No coffee', priority: 'Low' });
  await bench.world.run('onboarding');
  const { page, violations, foreign, complaints } = await openMapping();
  await page.getByText('Fits both tools').waitFor();
  await judgeLook(page, 'mapping');

  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByLabel('Field on the left, row 7').fill('priority');
  await page.getByLabel('Field on the right, priority', { exact: true }).fill('urgency');
  await page.getByLabel('Direction, priority – urgency').selectOption('right');
  await page.getByRole('button', { name: 'More, priority – urgency' }).click();
  for (const [nth, [left, right]] of [
    ['High', '1'],
    ['Medium', '2'],
    ['Low', '3'],
  ].entries()) {
    await page.getByRole('button', { name: 'Add a value' }).first().click();
    await page.getByLabel(`Value ${nth + 1} on the left`, { exact: true }).fill(left ?? '');
    await page.getByLabel(`Value ${nth + 1} on the right`, { exact: true }).fill(right ?? '');
  }
  await page.getByText('Fits both tools').waitFor();
  await page.getByLabel('Try it on').fill(urgent.key);
  await page.getByRole('status', { name: 'On a real item' }).getByText('1 - High').waitFor();
  await judgeLook(page, 'mapping-row');

  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('row', { name: /INC.*Urgency.*1 - High/ }).waitFor();
  await judgeLook(page, 'mapping-review');
  expect(bench.world.incident(urgent.key)).toMatchObject({ urgency: '3' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Version 2 counts now').waitFor();
  const run = await bench.world.run('incremental');
  expect(run.counters).toMatchObject({ updated: 1 });
  expect(bench.world.incident(urgent.key)).toMatchObject({ urgency: '1' });

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Compare version 1 with now' }).click();
  await page
    .getByRole('row', { name: /priority:urgency/ })
    .last()
    .waitFor();
  await judgeLook(page, 'mapping-versions');
  await page.getByRole('button', { name: 'Go back to version 1' }).click();
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Version 3 counts now').waitFor();
  expect([violations, foreign, complaints]).toEqual([[], [], []]);
  await page.close();
});
