import { beforeEach, expect, test } from 'vitest';
import { judgeLook } from './support/judge-look.js';
import { expectOnlyRefusals, pageBench } from './support/page-bench.js';

const bench = pageBench();

beforeEach(async () => {
  const { world } = bench.api;
  await world.sql(`update connections set credentials = '{"password": "sealed"}'`);
  world.jira.createIssue({ project: 'IT', summary: 'Printer' });
});

interface Setup {
  readonly id: string;
  readonly version: number;
  readonly entry: { readonly items: readonly { readonly fields: readonly object[] }[] };
}

/** One whose project and table are chosen. */
async function begun(): Promise<Setup> {
  const { body } = await bench.api.post<Setup>('/setups');
  const chosen = {
    name: 'it-problems',
    step: 'filters',
    left: { connection: 'jira', container: 'IT', filter: null },
    right: { connection: 'service-now', container: 'problem', filter: null },
    entry: null,
    dropped: [],
  };
  return (await bench.api.post<Setup>(`/setups/${body.id}`, { version: 1, ...chosen })).body;
}

const button = (name: string) => bench.page.getByRole('button', { name, exact: true });

// Red without: keep() at each step, and the steps that lead back.
test('what was chosen is there again after leaving, going back, and by the keyboard alone', async () => {
  await begun();
  await bench.open('/setup');
  await bench.page.getByRole('row', { name: /it-problems/ }).waitFor();
  await judgeLook(bench.page, 'setups');
  await bench.page.getByRole('link', { name: 'it-problems' }).press('Enter');
  await bench.page.getByText('1 item', { exact: true }).waitFor();
  await button('Looks right').press('Enter');

  const due = bench.page.getByRole('checkbox', { name: 'Due date ↔ Due date' });
  await due.press('Space');
  await bench.page.getByLabel('Direction of Summary ↔ Short description').selectOption('right');
  const priority = bench.page.getByRole('row', { name: /Priority ↔ Priority/ });
  await priority.getByText('5 values').press('Enter');
  await priority.getByLabel('Lowest becomes').selectOption('4 - Low');
  await bench.page.getByLabel('Entering Resolved: Resolution code').selectOption('Risk Accepted');
  await judgeLook(bench.page, 'setup-mapping-values');
  await button('Looks right').press('Enter');
  await bench.page.getByRole('heading', { name: 'What exists already' }).waitFor();

  await bench.page.reload();
  await bench.page.getByRole('heading', { name: 'What exists already' }).waitFor();
  await button('Map').press('Enter');
  await due.waitFor();
  expect(await due.isChecked()).toBe(false);
  expect(await bench.page.getByLabel('Direction of Summary ↔ Short description').inputValue()).toBe('right');
  await button('Looks right').press('Enter');
  await button('Looks right').press('Enter');
  await button('Start').and(bench.page.locator(':enabled')).waitFor();
  const { body } = await bench.api.get<{ items: { name: string; state: string }[] }>('/integrations');
  expect(body.items).toContainEqual(expect.objectContaining({ name: 'it-problems', state: 'paused' }));
  const { definition } = await bench.api.world.integration('it-problems');
  const fields = definition.items[0]?.fields ?? [];
  expect(fields.find(({ left }) => left === 'summary')?.direction).toBe('right');
  expect(fields.some(({ left }) => left === 'duedate')).toBe(false);
  expect(fields.find(({ left }) => left === 'priority')?.values).toContainEqual({ left: 'Lowest', right: '4' });
  const { transition } = fields.find(({ left }) => left === 'status') ?? {};
  expect(transition?.right['106']).toMatchObject({ resolution_code: 'risk_accepted' });
  expect(bench.api.world.serviceNow.people.rows('problem')).toEqual([]);
});

test('what cannot work is said at the plan, with the way back to where it is mended', async () => {
  const { id, version } = await begun();
  const { body: proposed } = await bench.api.post<Setup>(`/setups/${id}/propose`, { version });
  const [item] = proposed.entry.items;
  const { name, left, right, dropped } = (await bench.api.get<Record<string, object>>(`/setups/${id}`)).body;
  const entry = { ...proposed.entry, items: [{ ...item, fields: [{ left: 'summary', right: 'no_such_field' }] }] };
  const changed = { version: proposed.version, name, left, right, dropped, entry, step: 'plan' };
  await bench.api.post(`/setups/${id}`, changed);
  await bench.open(`/setup/${id}`);
  await bench.page.getByText(/has no field no_such_field/).waitFor();
  expect(await button('Start').isEnabled()).toBe(false);
  await judgeLook(bench.page, 'setup-refused');
  await button('Back to the mapping').click();
  await bench.page.getByRole('heading', { name: 'What becomes what' }).waitFor();
  expectOnlyRefusals(bench);
});

test('a tool that does not answer is named, and asked again at a word', async () => {
  const { id } = await begun();
  bench.api.world.intercept('jira', async () => ({
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ errorMessages: ['You are not allowed to look'] }),
  }));
  await bench.open(`/setup/${id}`);
  await bench.page.getByText(/You are not allowed to look/).waitFor();
  expect(await button('Looks right').isEnabled()).toBe(false);
  await judgeLook(bench.page, 'setup-lost');
  bench.api.world.intercept('jira', null);
  await button('Try again').click();
  await bench.page.getByText('1 item', { exact: true }).waitFor();
  expectOnlyRefusals(bench);
});

test('one that is not wanted any more is discarded', async () => {
  await begun();
  await bench.open('/setup');
  await button('Discard: it-problems').click();
  await bench.page.getByText('Nothing is being set up').waitFor();
  expect((await bench.api.get<{ items: object[] }>('/setups')).body.items).toEqual([]);
});
