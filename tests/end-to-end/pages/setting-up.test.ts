import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { silentLogger } from '../../../backend/shared/index.js';
import { type Demo, openDemo } from '../../sandbox/demo/open-demo.js';
import { seededRandom } from '../../sandbox/http/index.js';
import { type FreshBrowser, startBrowser } from '../../support/browser.js';
import { judgeLook } from './support/judge-look.js';
import { picture } from './support/picture.js';
import { watchPage } from './support/watched-page.js';

const MOST_CLICKS = 25;
const MOST_SECONDS = 300;

let demo: Demo;
let browser: FreshBrowser;
let serviceNowUrl = '';

beforeAll(async () => {
  demo = await openDemo({
    random: seededRandom(5),
    log: silentLogger,
    signal: new AbortController().signal,
    configuration: (_, url) => {
      serviceNowUrl = url;
      return 'version: 1\n';
    },
  });
  browser = await startBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

/** Counts what a person presses. */
class Hand {
  clicks = 0;

  async press(what: Locator): Promise<void> {
    await what.click();
    this.clicks += 1;
  }
}

async function arrive(page: Page): Promise<void> {
  await page.goto(`${demo.jiraUrl}/manage-apps`);
  await page.getByLabel('You are').selectOption('admin');
  await page.getByRole('button', { name: 'Change' }).click();
  await page.locator('option[selected]').and(page.locator('[value=admin]')).waitFor({ state: 'attached' });
}

async function connect(frame: FrameLocator, hand: Hand, entries: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(entries)) await frame.getByLabel(label, { exact: true }).fill(value);
  await hand.press(frame.getByRole('button', { name: 'Test and connect' }));
}

// Red without: the budget of clicks; each step that asks what could be proposed costs some.
test('from Manage Apps to the first synced item, with nothing connected before', async () => {
  const watched = await watchPage(browser.context, [demo.jiraUrl, demo.serverUrl]);
  const { page } = watched;
  const hand = new Hand();
  await arrive(page);
  const begunAt = performance.now();
  const looked = { ms: 0 };
  const look = async (name: string) => {
    const from = performance.now();
    const inside = page.frames().find((one) => one.url().startsWith(demo.serverUrl));
    if (inside === undefined) throw new Error('the frame of the app is gone');
    await judgeLook(page, name, inside);
    looked.ms += performance.now() - from;
  };
  await hand.press(page.getByRole('link', { name: 'Configure' }));
  const frame = page.frameLocator('iframe');
  await hand.press(frame.getByRole('link', { name: 'Set up' }));
  await frame.getByText('Nothing is being set up').waitFor();
  await look('setups-none');
  await hand.press(frame.getByRole('button', { name: 'Set up a sync' }));

  await frame.getByText('Connect the tool on the left').waitFor();
  await look('setup-connect');
  await connect(frame, hand, {
    Address: demo.jiraUrl,
    'E-mail': 'sync@example.com',
    'API token': 'sync-token',
  });
  await frame.getByText('Connect the tool on the right').waitFor();
  await connect(frame, hand, { Address: serviceNowUrl, 'User name': 'syncline', Password: 'syncline' });
  await hand.press(frame.getByRole('button', { name: 'Continue' }));

  await hand.press(frame.getByText('Service operations'));
  await vi.waitFor(async () => expect(await frame.getByRole('radio', { name: /incident/ }).isChecked()).toBe(true));
  await look('setup-containers');
  await hand.press(frame.getByRole('button', { name: 'Continue' }));

  await frame.getByText('About 200 items').waitFor();
  await frame
    .getByRole('link', { name: /^BENCH-/ })
    .first()
    .waitFor();
  await look('setup-filters');
  // What the tool says of a wrong one stands at it, and one cannot go on with it.
  const filter = frame.getByLabel('Filter (Left)');
  await filter.fill('colour = red');
  await frame.getByText(/Field 'colour' does not exist/).waitFor();
  expect(await frame.getByRole('button', { name: 'Looks right' }).isEnabled()).toBe(false);
  await filter.fill('');
  await frame.getByText('About 200 items').waitFor();
  await hand.press(frame.getByRole('button', { name: 'Looks right' }));

  await frame.getByText('Task ↔ Incident').waitFor();
  await frame.getByLabel('Entering Resolved: Resolution code').waitFor();
  await look('setup-mapping');
  await picture(page, 'wizard-mapping', 1000);
  await hand.press(frame.getByRole('button', { name: 'Looks right' }));
  await frame.getByText(/have a partner already/).waitFor();
  await look('setup-pairing');
  await hand.press(frame.getByRole('button', { name: 'Looks right' }));

  await frame
    .getByText(/^Created in /)
    .first()
    .waitFor();
  expect(demo.tools.incidents()).toEqual([]);
  await look('setup-plan');
  await picture(page, 'wizard-plan', 1000);
  await hand.press(frame.getByRole('button', { name: 'Start' }));
  await vi.waitFor(() => expect(demo.tools.incidents().length).toBeGreaterThan(0), { timeout: 60_000 });
  const seconds = (performance.now() - begunAt - looked.ms) / 1_000;
  await frame.getByText(/^200 of 200 items/).waitFor({ timeout: 120_000 });
  await look('setup-backfill');
  await frame.getByRole('button', { name: 'Done' }).click();
  await frame.getByRole('heading', { name: 'Dashboard' }).waitFor();

  expect(demo.tools.pairs()).toHaveLength(200);
  expect(hand.clicks).toBeLessThanOrEqual(MOST_CLICKS);
  expect(seconds).toBeLessThan(MOST_SECONDS);
  // The one question with the wrong filter.
  expect(watched.complaints.splice(0)).toEqual([expect.stringContaining('400')]);
  expect(watched.violations).toEqual([]);
  expect(watched.foreign).toEqual([]);
  await page.close();
}, 300_000);
