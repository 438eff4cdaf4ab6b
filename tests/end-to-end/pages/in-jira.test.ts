import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { silentLogger } from '../../../backend/shared/index.js';
import { type Demo, openDemo } from '../../sandbox/demo/open-demo.js';
import { seededRandom } from '../../sandbox/http/index.js';
import { type FreshBrowser, startBrowser } from '../../support/browser.js';
import { shoot } from './support/shoot.js';
import { type WatchedPage, watchPage } from './support/watched-page.js';

// The sync of the demo is at its busiest meanwhile.
vi.setConfig({ testTimeout: 120_000 });

let demo: Demo;
let browser: FreshBrowser;
let watched: WatchedPage;

beforeAll(async () => {
  const random = seededRandom(3);
  demo = await openDemo({ random, log: silentLogger, signal: new AbortController().signal });
  browser = await startBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});
beforeEach(async () => {
  watched = await watchPage(browser.context, [demo.jiraUrl, demo.serverUrl]);
  return async () => {
    await watched.page.close();
    // Red without: every source in the policy of the pages, and the themes in the sheet instead of `style` elements.
    expect(watched.violations).toEqual([]);
    expect(watched.foreign).toEqual([]);
    expect(watched.complaints).toEqual([]);
  };
});

// Red without: the installed site among the frame ancestors, the host script in the policy, and a context token with each request.
test('an administrator opens Configure in Manage apps and sees where everything stands', async () => {
  const { page } = watched;
  await page.goto(`${demo.jiraUrl}/manage-apps`);
  await page.getByRole('link', { name: 'Configure' }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByRole('row', { name: /incidents/ }).waitFor();
  await frame.getByRole('row', { name: /jira/ }).first().waitFor();
  // The frame is as high as the page in it: nothing is cut off.
  const lowest = await frame.getByRole('row').last().boundingBox();
  const box = await page.locator('iframe').boundingBox();
  expect((lowest?.y ?? 0) + (lowest?.height ?? 0)).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
  await shoot(page, 'configure');
});

test('a person sees beside an issue what it is linked to', async () => {
  const { page } = watched;
  const [issue] = demo.tools.pairs();
  await page.goto(`${demo.jiraUrl}/browse/${issue?.issue.key ?? 'BENCH-1'}`);
  await page.frameLocator('iframe').getByText('In step').waitFor();
  await shoot(page, 'issue');
});

// Red without: the check of the server that the address was signed for this very page.
test('the page of another moment or of another site does not open', async () => {
  const { page } = watched;
  await page.goto(`${demo.jiraUrl}/browse/BENCH-1`);
  const url = new URL((await page.locator('iframe').getAttribute('src')) ?? '');
  url.searchParams.set('issueKey', 'BENCH-2');
  expect((await fetch(url)).status).toBe(401);
});
