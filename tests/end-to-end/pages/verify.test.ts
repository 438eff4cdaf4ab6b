import { beforeEach, expect, test } from 'vitest';
import { judgeLook } from './support/judge-look.js';
import { pageBench } from './support/page-bench.js';
import { workLastVerification } from './support/work-last-verification.js';

const bench = pageBench();

beforeEach(async () => {
  const { world } = bench.api;
  for (const summary of ['Printer is on fire', 'The lift stands still']) {
    world.jira.createIssue({ project: 'BENCH', summary });
  }
  await world.run('onboarding');
});

async function openVerify(): Promise<void> {
  await bench.open('/verify');
  await bench.page.getByRole('heading', { name: 'Verify', level: 1 }).waitFor();
}

// Red without: `useAskingAgain`, `sayMessage` in finding-list.tsx, and the plan of mending that is told before it is done.
test('what differs is found, told with the way to the item, and mended by a run', async () => {
  const { world } = bench.api;
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), {
    short_description: 'Something else',
  });
  world.jira.createIssue({ project: 'BENCH', summary: 'Nobody has seen this' });
  await openVerify();
  const { page } = bench;
  await page.getByRole('heading', { name: 'Nothing was verified yet' }).waitFor();
  await judgeLook(page, 'verify-empty');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('It waits for a worker.').waitFor();
  await judgeLook(page, 'verify-waiting');
  await workLastVerification(bench.api);
  await page.getByText('Both sides differ').waitFor();
  await page.getByText(/BENCH-1 has “Printer is on fire”, INC\d+ has “Something else”/).waitFor();
  await page.getByRole('row', { name: /BENCH-3 · nothing/ }).waitFor();
  await judgeLook(page, 'verification');

  await page.getByRole('button', { name: 'Mend …' }).click();
  await page.getByText('A run looks again at 2 items').waitFor();
  await judgeLook(page, 'verification-mending');
  await page.getByRole('button', { name: 'Mend', exact: true }).click();
  await page.getByText('A run was asked to mend it.').waitFor();
  expect(bench.api.queue.jobs.at(-1)?.task).toBe('work run');

  await page.getByRole('link', { name: /^BENCH-1 · / }).click();
  await page.getByRole('heading', { name: /BENCH-1/, level: 1 }).waitFor();
  await world.run('manual');
  await page.getByRole('link', { name: 'Verify', exact: true }).click();
  await page.getByRole('row', { name: /Differs/ }).waitFor();
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('It waits for a worker.').waitFor();
  await workLastVerification(bench.api);
  await page.getByText('Both sides are equal').waitFor();
  await page.getByRole('link', { name: 'All verifications' }).click();
  await page.getByRole('row', { name: /Equal/ }).waitFor();
  await judgeLook(page, 'verify');
});

// Red without: IS_FORSAKEN in backend/verification/verification-repository.ts.
test('one whose worker has died says so, and another can be begun', async () => {
  await openVerify();
  const { page } = bench;
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('It waits for a worker.').waitFor();
  await bench.api.world.sql(`update verifications set state = 'running', total = 2`);
  await page.getByText('It was interrupted').waitFor();
  await judgeLook(page, 'verification-interrupted');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('It was stopped').waitFor();
});
