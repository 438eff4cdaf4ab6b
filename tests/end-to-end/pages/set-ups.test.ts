import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Listening, listen } from '../../../backend/api/index.js';
import { apiBench } from '../../integration/api/support/api-bench.js';
import { type FreshBrowser, startBrowser } from '../../support/browser.js';
import { judgeLook } from './support/judge-look.js';
import { signIn } from './support/sign-in.js';
import { type WatchedPage, watchPage } from './support/watched-page.js';

const bench = apiBench();
let browser: FreshBrowser;
let server: Listening;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  await bench.world.sql(`update connections set credentials = '{"password": "sealed"}'`);
  bench.world.jira.createIssue({ project: 'IT', summary: 'Printer' });
  server = await listen(bench.api, 0);
  watched = await watchPage(browser.context, [server.url]);
  page = watched.page;
});
afterEach(async () => {
  await page.close();
  await server.close();
  expect(watched.violations).toEqual([]);
});

interface Setup {
  readonly id: string;
  readonly version: number;
  readonly entry: { readonly items: readonly { readonly fields: readonly object[] }[] };
}

/** One whose project and table are chosen. */
async function begun(): Promise<Setup> {
  const { body } = await bench.post<Setup>('/setups');
  const chosen = {
    name: 'it-problems',
    step: 'filters',
    left: { connection: 'jira', container: 'IT', filter: null },
    right: { connection: 'service-now', container: 'problem', filter: null },
    entry: null,
    dropped: [],
  };
  return (await bench.post<Setup>(`/setups/${body.id}`, { version: 1, ...chosen })).body;
}

async function goTo(place: string): Promise<void> {
  await page.goto(`${server.url}/#${place}`);
  await signIn(page, bench.token);
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

// Red without: keep() at each step, and the steps that lead back.
test('what was chosen is there again after leaving, going back, and by the keyboard alone', async () => {
  await begun();
  await goTo('/setup');
  await page.getByRole('row', { name: /it-problems/ }).waitFor();
  await judgeLook(page, 'setups');
  await page.getByRole('link', { name: 'it-problems' }).press('Enter');
  await page.getByText('1 item', { exact: true }).waitFor();
  await button('Looks right').press('Enter');

  const due = page.getByRole('checkbox', { name: 'Due date ↔ Due date' });
  await due.press('Space');
  await page.getByLabel('Direction of Summary ↔ Short description').selectOption('right');
  const priority = page.getByRole('row', { name: /Priority ↔ Priority/ });
  await priority.getByText('5 values').press('Enter');
  await priority.getByLabel('Lowest becomes').selectOption('4 - Low');
  await page.getByLabel('Entering Resolved: Resolution code').selectOption('Risk Accepted');
  await judgeLook(page, 'setup-mapping-values');
  await button('Looks right').press('Enter');
  await page.getByRole('heading', { name: 'What exists already' }).waitFor();

  await page.reload();
  await page.getByRole('heading', { name: 'What exists already' }).waitFor();
  await button('Map').press('Enter');
  await due.waitFor();
  expect(await due.isChecked()).toBe(false);
  expect(await page.getByLabel('Direction of Summary ↔ Short description').inputValue()).toBe('right');
  await button('Looks right').press('Enter');
  await button('Looks right').press('Enter');
  await button('Start').and(page.locator(':enabled')).waitFor();
  const { body } = await bench.get<{ items: { name: string; state: string }[] }>('/integrations');
  expect(body.items).toContainEqual(expect.objectContaining({ name: 'it-problems', state: 'paused' }));
  const { definition } = await bench.world.integration('it-problems');
  const fields = definition.items[0]?.fields ?? [];
  expect(fields.find(({ left }) => left === 'summary')?.direction).toBe('right');
  expect(fields.some(({ left }) => left === 'duedate')).toBe(false);
  expect(fields.find(({ left }) => left === 'priority')?.values).toContainEqual({ left: 'Lowest', right: '4' });
  const { transition } = fields.find(({ left }) => left === 'status') ?? {};
  expect(transition?.right['106']).toMatchObject({ resolution_code: 'risk_accepted' });
  expect(bench.world.serviceNow.people.rows('problem')).toEqual([]);
});

test('what cannot work is said at the plan, with the way back to where it is mended', async () => {
  const { id, version } = await begun();
  const { body: proposed } = await bench.post<Setup>(`/setups/${id}/propose`, { version });
  const [item] = proposed.entry.items;
  const { name, left, right, dropped } = (await bench.get<Record<string, object>>(`/setups/${id}`)).body;
  const entry = { ...proposed.entry, items: [{ ...item, fields: [{ left: 'summary', right: 'no_such_field' }] }] };
  const changed = { version: proposed.version, name, left, right, dropped, entry, step: 'plan' };
  await bench.post(`/setups/${id}`, changed);
  await goTo(`/setup/${id}`);
  await page.getByText(/has no field no_such_field/).waitFor();
  expect(await button('Start').isEnabled()).toBe(false);
  await judgeLook(page, 'setup-refused');
  await button('Back to the mapping').click();
  await page.getByRole('heading', { name: 'What becomes what' }).waitFor();
});

test('a tool that does not answer is named, and asked again at a word', async () => {
  const { id } = await begun();
  bench.world.intercept('jira', async () => ({
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ errorMessages: ['You are not allowed to look'] }),
  }));
  await goTo(`/setup/${id}`);
  await page.getByText(/You are not allowed to look/).waitFor();
  expect(await button('Looks right').isEnabled()).toBe(false);
  await judgeLook(page, 'setup-lost');
  bench.world.intercept('jira', null);
  await button('Try again').click();
  await page.getByText('1 item', { exact: true }).waitFor();
});

test('one that is not wanted any more is discarded', async () => {
  await begun();
  await goTo('/setup');
  await button('Discard: it-problems').click();
  await page.getByText('Nothing is being set up').waitFor();
  expect((await bench.get<{ items: object[] }>('/setups')).body.items).toEqual([]);
});
