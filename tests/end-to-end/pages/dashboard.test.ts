import { expect, test } from 'vitest';
import { fillDayOfFigures } from './support/day-of-figures.js';
import { judgeLook } from './support/judge-look.js';
import { pageBench } from './support/page-bench.js';

const bench = pageBench();

async function open(): Promise<void> {
  await bench.open('/');
  await bench.page.getByRole('heading', { name: 'Dashboard' }).waitFor();
}

// Red without: a line in `needsOf` for each of these, a chart that waits for its colours in the style of its place,
// `coarsen` of the bars, and the integration in the query of the lists.
test('what needs a person comes first, with the way to where it is settled, and what was done is drawn and told', async () => {
  const { world } = bench.api;
  for (const summary of ['Printer is on fire', 'The lift stands still', 'No coffee']) {
    world.jira.createIssue({ project: 'BENCH', summary });
  }
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Printer is smoking' });
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').number), {
    short_description: 'Printer glows',
  });
  await world.run('incremental');
  await fillDayOfFigures(world);
  await world.sql(
    `insert into connection_limits (connection_id, silent_since, problem, probe_at)
     select id, syncline_now() - interval '4 minutes', 'connect ETIMEDOUT', syncline_now() + interval '1 minute' from connections where name = 'service-now'
     on conflict (connection_id) do update set silent_since = excluded.silent_since, problem = excluded.problem, probe_at = excluded.probe_at`,
  );
  await open();
  const { page } = bench;
  const needs = page.locator('.needs').getByRole('listitem');
  await needs.first().waitFor();
  expect(await needs.allTextContents()).toEqual([
    expect.stringContaining('service-now does not answer'),
    expect.stringContaining('1 field of incidents waits for a decision'),
  ]);
  const row = page.getByRole('row', { name: /incidents/ });
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    'Active',
    expect.stringMatching(/^Last finished .*/),
    '3',
    '0',
    '1',
    '0',
    expect.stringMatching(/95% within/),
    expect.stringMatching(/an item$/),
    expect.stringContaining('Sync now'),
  ]);
  await page.locator('.chart canvas').nth(2).waitFor();
  await page.getByRole('img', { name: /Half of the changes were carried within/ }).waitFor();
  await judgeLook(page, 'dashboard');
  const items = page.locator('.chart').nth(1);
  await items.getByText('As a table').click();
  // Half an hour each: more bars than this could not be told apart.
  const rows = await items.getByRole('row').count();
  expect([rows > 40, rows < 60]).toEqual([true, true]);
  await page.getByRole('link', { name: /waits for a decision/ }).click();
  await page.getByRole('heading', { name: 'Conflicts of incidents', level: 1 }).waitFor();
  await page.getByRole('row', { name: /BENCH-1/ }).waitFor();
  await page.getByRole('link', { name: 'All conflicts' }).click();
  await page.getByRole('heading', { name: 'Conflicts', exact: true, level: 1 }).waitFor();
});

// Red without: `done` of the deeds of an integration, which asks for the status anew.
test('an integration is paused, resumed and run from its row', async () => {
  const { world } = bench.api;
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await world.run('onboarding');
  await open();
  const { page } = bench;
  await page.getByText('Nothing needs you').waitFor();
  await judgeLook(page, 'dashboard-quiet');
  await page.getByRole('button', { name: 'Sync now: incidents' }).click();
  await page.getByText('A run of incidents was asked for.').waitFor();
  await page.getByRole('button', { name: 'Pause incidents' }).click();
  await page.getByText('incidents is paused').waitFor();
  await page.getByRole('button', { name: 'Resume incidents' }).click();
  await page.getByText('Nothing needs you').waitFor();
  expect(bench.api.queue.jobs).toHaveLength(1);
});

// Red without: the empty state of the dashboard.
test('where nothing is configured it leads to the set-up', async () => {
  await bench.api.world.sql('update integrations set archived_at = now()');
  await open();
  const { page } = bench;
  await page.getByRole('heading', { name: 'Nothing is kept in step yet' }).waitFor();
  await judgeLook(page, 'dashboard-empty');
  await page.getByRole('button', { name: 'Set up a sync' }).click();
  expect(new URL(page.url()).hash).toBe('#/setup');
});
