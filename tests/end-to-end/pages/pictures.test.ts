import { test } from 'vitest';
import { seededRandom } from '../../sandbox/http/index.js';
import { seedJira } from '../../sandbox/jira/index.js';
import { fillDayOfFigures } from './support/day-of-figures.js';
import { pageBench } from './support/page-bench.js';
import { picture } from './support/picture.js';
import { workLastVerification } from './support/work-last-verification.js';

const bench = pageBench();

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** Issues of a service desk, linked some days ago. */
async function oldPairs(): Promise<void> {
  const { world } = bench.api;
  seedJira(world.jira, { count: 40, random: seededRandom(11), days: 20 });
  for (const { key, type } of world.jira.issues()) if (type !== 'Task') world.jira.changeType(key, 'Task');
  await world.run('onboarding');
  world.clock.advance(3 * DAY_MS);
}

/** The morning of one pair, which ends with a title that was changed on both sides. */
async function busyPair(): Promise<{ readonly issue: string; readonly incident: string }> {
  const { jira, serviceNow, clock, run, incident: incidentOf } = bench.api.world;
  const { key } = jira.createIssue(
    { project: 'BENCH', summary: 'VPN drops for the Berlin office', priority: 'Medium', labels: ['vpn'] },
    { as: 'alice' },
  );
  const carried = async () => {
    clock.advance(4_000);
    await run('incremental');
  };
  await carried();
  const incident = String(incidentOf(key).number);
  const { people } = serviceNow;
  const deeds: readonly (readonly [afterMinutes: number, deed: () => unknown])[] = [
    [26, () => people.edit('incident', incident, { priority: '2' }, { as: 'beth.anglin' })],
    [4, () => jira.transition(key, 'In Progress', { as: 'bob' })],
    [
      31,
      () => people.journal('incident', incident, 'comments', 'The provider looks at the line.', { as: 'beth.anglin' }),
    ],
    [12, () => jira.edit(key, { labels: ['vpn', 'vendor'] }, { as: 'bob' })],
  ];
  for (const [afterMinutes, deed] of deeds) {
    clock.advance(afterMinutes * MINUTE_MS);
    deed();
    await carried();
  }
  clock.advance(9 * MINUTE_MS);
  people.edit(
    'incident',
    incident,
    { short_description: 'VPN outage in Berlin, 40 people affected' },
    { as: 'beth.anglin' },
  );
  jira.edit(key, { summary: 'VPN drops in Berlin: line fault' }, { as: 'bob' });
  await carried();
  clock.advance(4 * MINUTE_MS);
  return { issue: key, incident };
}

/** Opens a page at the time of the world: what it tells is minutes old, as everywhere. */
async function openAtWorldTime(place: string): Promise<void> {
  await bench.page.clock.setFixedTime(bench.api.world.clock.now());
  await bench.open(place);
}

// Red without: the words of time that every page shows, and the way from what needs a person to the item's whole story.
test('what needs a person leads from the dashboard to the conflict and to the story of the item', async () => {
  await oldPairs();
  const { issue, incident } = await busyPair();
  await fillDayOfFigures(bench.api.world);
  await openAtWorldTime('/');
  const { page } = bench;
  await page.locator('.chart canvas').nth(2).waitFor();
  await picture(page, 'dashboard', 1000);
  await page.getByRole('link', { name: /waits for a decision/ }).click();
  await page.getByRole('link', { name: /Summary/ }).click();
  await page.getByText('by Bob Brandt, 4 minutes ago').waitFor();
  await page.getByLabel(`That of ${incident}`).check();
  await picture(page, 'conflict', 800);
  await page.getByRole('link', { name: 'History of the items' }).click();
  await page.getByRole('heading', { name: `${issue} · ${incident}` }).waitFor();
  await page.getByRole('button', { name: 'Check history' }).click();
  await page.getByText(/lines, none changed since/).waitFor();
  await picture(page, 'item-history', 900);
});

test('the mapping of a working integration is tried on one of its items', async () => {
  await oldPairs();
  const { issue } = await busyPair();
  await openAtWorldTime('/integrations/incidents/mapping');
  const { page } = bench;
  await page.getByText('Fits both tools').waitFor();
  await page.getByLabel('Try it on').fill(issue);
  await page.getByRole('button', { name: /^5 values, priority/i }).click();
  await page.getByRole('status', { name: 'On a real item' }).getByText('2 - High').waitFor();
  await picture(page, 'mapping-editor', 1360);
});

test('a verification of a working integration names what differs', async () => {
  const { world } = bench.api;
  await oldPairs();
  await busyPair();
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-7').number), { priority: '1' });
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-19').number), {
    short_description: 'Wi-Fi on floor 3 is slow since the update',
  });
  world.jira.createIssue({ project: 'BENCH', summary: 'Badge reader at gate 4 is dead' });
  await openAtWorldTime('/verify');
  const { page } = bench;
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('It waits for a worker.').waitFor();
  await workLastVerification(bench.api);
  await page.getByText('Both sides differ').waitFor();
  await page.getByRole('row', { name: /BENCH-7 / }).waitFor();
  await picture(page, 'verify-report', 800);
});

// Red without: the fix of a check that fails, beside it.
test('the doctor says of a connection which right is missing and what grants it', async () => {
  const { world } = bench.api;
  const account = world.jira.state.directory.person('sync');
  const rights = Object.entries(account.rights).map(([project, names]) => [
    project,
    names.filter((name) => name !== 'ADD_COMMENTS'),
  ]);
  Object.assign(account, { rights: Object.fromEntries(rights) });
  await world.sql(
    `update connections set settings = settings || '{"url": "https://jira.example.com"}' where name = 'jira'`,
  );
  await openAtWorldTime('/connections/jira');
  const { page } = bench;
  await page.getByRole('button', { name: 'Test now' }).click();
  await page.getByText('Project settings').waitFor();
  await page.getByText(/^Looking at/).waitFor({ state: 'detached' });
  await picture(page, 'connection-doctor', 900);
});
