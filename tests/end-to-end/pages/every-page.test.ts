import { expect, test } from 'vitest';
import { addressOf, fillWorld } from './support/every-address.js';
import { expectOnlyRefusals, pageBench } from './support/page-bench.js';
import { PLACES } from './support/places.js';

const bench = pageBench();

/** The addresses of all pages. */
async function addresses(): Promise<readonly string[]> {
  const ids = await fillWorld(bench.api);
  return PLACES.map((place) => addressOf(place, ids));
}

const expired = { state: 'expired', mayChange: false, mayRun: false, graceEndsAt: null, link: null };
/** What may be done whatever the licence: looking, unfolding, verifying, stopping what writes. */
const ALWAYS =
  /^(Sign out|Pause.*|Check history|Verify|Verify now|Try again|Refresh|Test|Test now|Show.*|Cancel|Make the files|Filter|(More|\d+ values?|expression|transitions)\b.*)$/;

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
