import { expect, test } from 'vitest';
import { expectOnlyRefusals, pageBench } from './support/page-bench.js';
import { PLACES } from './support/places.js';

const bench = pageBench();

/** Something of everything that a page may be of. */
async function fillWorld(): Promise<Readonly<Record<string, string>>> {
  const { world } = bench.api;
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const run = await world.run('onboarding');
  world.jira.edit(key, { summary: 'Printer is out' });
  world.serviceNow.people.edit('incident', String(world.incident(key).number), { short_description: 'Printer smells' });
  world.clock.advance(10_000);
  await world.run('incremental');
  const [ids] = await world.sql(
    'select l.id as link, c.id as conflict from links l join conflicts c on c.link_id = l.id',
  );
  return { run: run.id, link: String(ids?.link), conflict: String(ids?.conflict) };
}

/** The addresses of all pages. */
async function addresses(): Promise<readonly string[]> {
  const ids = await fillWorld();
  return PLACES.map((place) => place.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name));
}

const expired = { state: 'expired', mayChange: false, mayRun: false, graceEndsAt: null, link: null };
/** What may be done whatever the licence: looking, verifying, stopping what writes. */
const ALWAYS =
  /^(Sign out|Pause.*|Check history|Verify|Verify now|Try again|Refresh|Test|Test now|Show.*|Cancel|Make the files|Filter)$/;

// Red without: `may` in shell/here.ts asking for the licence, on any page.
test('without a licence every page can be looked at, says why nothing can be changed, and offers nothing that would be refused', async () => {
  const paths = await addresses();
  const { page } = bench;
  await page.route('**/api/v1/site*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), licence: expired } });
  });
  await bench.open('/');
  const offered: string[] = [];
  for (const path of paths) {
    await bench.goTo(path);
    await page.getByRole('heading', { name: 'The licence has expired' }).waitFor();
    for (const button of await page.getByRole('main').getByRole('button', { disabled: false }).all()) {
      const name = (await button.getAttribute('aria-label')) ?? (await button.innerText());
      if (!ALWAYS.test(name.trim())) offered.push(`${path}: ${name.trim()}`);
    }
  }
  expect(offered).toEqual([]);
});

// Red without: `Answered` or `Trouble` on any page.
test('when the server does not answer every page says so, and each part of it is there once it does', async () => {
  const paths = await addresses();
  const { page } = bench;
  const away = page.getByRole('heading', { name: 'The Syncline server does not answer' });
  await bench.open('/');
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  for (const path of paths) {
    await page.route('**/api/v1/**', (route) => route.abort());
    await bench.goTo(path);
    await away.first().waitFor();
    await page.unroute('**/api/v1/**');
    // What is asked for by another part shows its own trouble, once the first is over.
    const mended = async () => {
      if ((await away.count()) > 0) await page.getByRole('button', { name: 'Try again' }).first().click();
      return away.count();
    };
    await expect.poll(mended, { message: path, timeout: 20_000, interval: 300 }).toBe(0);
  }
  expectOnlyRefusals(bench);
});
