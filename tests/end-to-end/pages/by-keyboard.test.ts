import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addressOf, fillWorld } from './support/every-address.js';
import { pageBench } from './support/page-bench.js';
import { tabTo, walkThrough } from './support/walk.js';

const bench = pageBench();

/** A page, what one mainly does there, and what shows that it was done. */
interface Deed {
  readonly place: string;
  readonly at: (page: Page) => Locator;
  readonly key: 'Enter' | 'Space';
  readonly done: (page: Page) => Locator;
}

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name });
/** Beside the menu. */
const link = (name: string | RegExp) => (page: Page) => page.locator('.shell__page').getByRole('link', { name });
const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name });
const text = (words: string | RegExp) => (page: Page) => page.getByText(words);

/** Every page. Those that others are changed by come last. */
const DEEDS: readonly Deed[] = [
  { place: '/conflicts', at: link(/Summary/), key: 'Enter', done: heading(/^Summary/) },
  { place: '/conflicts/of/incidents', at: link(/Summary/), key: 'Enter', done: heading(/^Summary/) },
  { place: '/items', at: link(/BENCH-1/), key: 'Enter', done: heading(/BENCH-1/) },
  { place: '/items/of/incidents', at: link(/BENCH-1/), key: 'Enter', done: heading(/BENCH-1/) },
  { place: '/items/{link}', at: button('Sync now'), key: 'Enter', done: text(/Asked for/) },
  {
    place: '/runs',
    at: (page) => page.locator('.shell__page').getByRole('link').first(),
    key: 'Enter',
    done: link('All runs'),
  },
  { place: '/runs/{run}', at: link('All runs'), key: 'Enter', done: heading('Runs') },
  { place: '/verify', at: button('Verify now'), key: 'Enter', done: text('It waits for a worker.') },
  { place: '/verify/{verification}', at: button('Stop'), key: 'Space', done: text('It was stopped') },
  { place: '/setup', at: button('Set up a sync'), key: 'Enter', done: heading('Which tools?') },
  { place: '/setup/{setup}', at: link('Set up'), key: 'Enter', done: text(/^Syncs that are being set up/) },
  { place: '/connections', at: button('Add connection'), key: 'Enter', done: link('All connections') },
  {
    place: '/connections/jira/change',
    at: (page) => page.locator('.shell__page').getByRole('link'),
    key: 'Enter',
    done: heading('jira'),
  },
  { place: '/connect', at: link('All connections'), key: 'Enter', done: link('jira') },
  {
    place: '/integrations/incidents/mapping',
    at: button('Add a field'),
    key: 'Space',
    done: (page) => page.getByLabel('Field on the left, row 7'),
  },
  { place: '/people', at: button('Make a token'), key: 'Enter', done: button('Cancel') },
  { place: '/audit', at: button('Filter'), key: 'Enter', done: heading('Audit') },
  { place: '/system', at: (page) => page.getByRole('link', { name: 'Audit' }), key: 'Enter', done: heading('Audit') },
  { place: '/connections/jira', at: button('Pause'), key: 'Space', done: button('Resume') },
  {
    place: '/conflicts/{conflict}',
    at: (page) => page.getByRole('radio').first(),
    key: 'Space',
    done: (page) => page.getByRole('radio', { checked: true }),
  },
  { place: '/', at: button('Pause incidents'), key: 'Space', done: button('Resume incidents') },
];

/** What the pages themselves are listed by: none is left out below. */
function patterns(): readonly RegExp[] {
  const source = readFileSync(new URL('../../../frontend/pages/shell/places.ts', import.meta.url), 'utf8');
  return [...source.matchAll(/path: '([^']+)'/g)].map(
    ([, path = '']) => new RegExp(`^${path.replaceAll(/\/:\w+\?/g, '(/[^/]+)?').replaceAll(/:\w+/g, '[^/]+')}$`),
  );
}

// Red with: `tabIndex={-1}` on a button of any page, `outline: none` on what has the focus, or a part that keeps it.
test('by keys alone one comes to everything on every page once, sees where one is, and does what the page is for', async () => {
  const { api, page } = bench;
  page.setDefaultTimeout(15_000);
  for (const pattern of patterns()) {
    expect(DEEDS.map(({ place }) => place)).toContainEqual(expect.stringMatching(pattern));
  }
  const ids = {
    ...(await fillWorld(api)),
    verification: (await api.post<{ id: string }>('/integrations/incidents/verifications')).body.id,
    setup: (await api.post<{ id: string }>('/setups')).body.id,
  };
  await bench.open('/');
  await heading('Dashboard')(page).waitFor();
  for (const { place, at, key, done } of DEEDS) {
    await bench.goTo(addressOf(place, ids));
    await at(page).first().waitFor();
    const { visits, unseen, isThrough } = await walkThrough(page);
    const notOnce = [...visits].filter(([, count]) => count !== 1);
    expect({ place, isThrough, notOnce, unseen }).toEqual({ place, isThrough: true, notOnce: [], unseen: [] });
    await tabTo(page, at(page));
    await page.keyboard.press(key);
    await done(page).first().waitFor();
  }
});
