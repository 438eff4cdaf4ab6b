import { beforeEach, expect, test } from 'vitest';
import { judgeLook } from './support/judge-look.js';
import { expectOnlyRefusals, pageBench } from './support/page-bench.js';
import { shoot } from './support/shoot.js';
import { signIn } from './support/sign-in.js';

const bench = pageBench();

beforeEach(async () => {
  await bench.page.goto(bench.url);
});

// Red without: 'self' for scripts, styles, pictures and requests in the policy, and the themes in the sheet.
test('whoever shows a token sees where everything stands, and the page asks nobody but the server', async () => {
  bench.api.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await bench.api.world.run('onboarding');
  await shoot(bench.page, 'sign-in');
  await signIn(bench.page, bench.api.token);
  const row = bench.page.getByRole('row', { name: /incidents/ });
  await row.waitFor();
  expect(await row.getByRole('cell').first().textContent()).toBe('Active');
});

// Red without: forgetting a token that the server does not know.
test('a wrong token is said beside its field, and is not kept', async () => {
  await signIn(bench.page, `${bench.api.token}x`);
  await bench.page.getByText('does not know this token').waitFor();
  expect(await bench.page.evaluate('sessionStorage.length')).toBe(0);
  expectOnlyRefusals(bench);
});

// Red without: the stream of what is new, and the way back to the sign-in page when an answer is 401.
test('a token that ends while the page is open leads back to the sign-in page', async () => {
  await signIn(bench.page, bench.api.token);
  await bench.page.getByRole('row', { name: /incidents/ }).waitFor();
  await bench.api.world.sql('delete from tokens');
  await bench.api.world.sql("update integrations set updated_at = updated_at + interval '1 second'");
  await bench.page.getByRole('heading', { name: 'Sign in to Syncline' }).waitFor();
  expectOnlyRefusals(bench);
});

/** A thousand of them, one each hour. */
async function manyRuns(): Promise<void> {
  await bench.api.world.sql(`
    insert into integration_runs (id, integration_id, mode, state, counters, started_at, finished_at, created_at)
    select gen_random_uuid(), id, 'incremental', 'finished', '{"read":0,"created":0,"updated":0,"skipped":0,"held":0,"failed":0}',
           at, at, at
      from integrations, generate_series(1, 1000) n, lateral (select now() - n * interval '1 hour' as at)`);
}

// Red without: `LongList` asking for more while one scrolls, and letting go of the rows that are out of sight.
test('a list of many runs is followed to its end by the keyboard, and holds few rows at a time', async () => {
  await manyRuns();
  const { page } = bench;
  await signIn(bench.page, bench.api.token);
  await page.getByRole('link', { name: 'Runs' }).click();
  await page
    .getByRole('row', { name: /Incremental/ })
    .first()
    .waitFor();
  await judgeLook(page, 'runs');
  await page.getByRole('region', { name: 'Runs' }).focus();
  for (let shown = 200; shown < 1_000; shown += 100) {
    await page.keyboard.press('End');
    await page.getByText(`${shown} shown; scroll for more`).waitFor();
  }
  await page.keyboard.press('End');
  await page.getByText('1,000 in all').waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(100);
});

// Red without: asking for more once an answer is there that has not made the list longer.
test('a list that is asked for anew while its next page is on its way goes on afterwards', async () => {
  await manyRuns();
  const { page } = bench;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isAsked = page.waitForRequest(/runs\?.*cursor=/);
  await page.route(/runs\?.*cursor=/, async (route) => {
    await held;
    await route.continue();
  });
  await signIn(page, bench.api.token);
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByText('100 shown; scroll for more').waitFor();
  await page.getByRole('region', { name: 'Runs' }).focus();
  await page.keyboard.press('End');
  await isAsked;
  const isAnew = page.waitForResponse(/runs\?(?!.*cursor=)/);
  await bench.api.world.sql(
    "update integration_runs set state = 'failed' where id = (select id from integration_runs order by created_at desc limit 1)",
  );
  await isAnew;
  release();
  await page.getByText('200 shown; scroll for more').waitFor();
});

// Red without: tables that become cards on a narrow screen.
test('on a narrow screen nothing is wider than it', async () => {
  await bench.page.setViewportSize({ width: 360, height: 700 });
  await signIn(bench.page, bench.api.token);
  await bench.page.getByRole('row', { name: /incidents/ }).waitFor();
  expect(await bench.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
});
