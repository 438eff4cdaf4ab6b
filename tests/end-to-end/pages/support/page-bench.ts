import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type Listening, listen } from '../../../../backend/api/index.js';
import { type ApiBench, apiBench } from '../../../integration/api/support/api-bench.js';
import { type FreshBrowser, startBrowser } from '../../../support/browser.js';
import { signIn } from './sign-in.js';
import { type WatchedPage, watchPage } from './watched-page.js';

/** A world with its pages, and a browser in front of them. */
export interface PageBench {
  readonly api: ApiBench;
  readonly page: Page;
  /** Of the server, without a slash at the end. */
  readonly url: string;
  /** What the browser has complained of; a test that expects some takes them out. */
  readonly complaints: string[];
  /** Opens a page of administrators, `/runs`, as somebody with all rights unless told. */
  open(place: string, token?: string): Promise<void>;
  /** Goes to another page as a link would, from one that asks for nothing: everything is asked for anew. */
  goTo(place: string): Promise<void>;
}

/** One for each test of a file. Every test fails in which the policy was violated, another host asked, or the browser complained. */
export function pageBench(): PageBench {
  const api = apiBench();
  let browser: FreshBrowser;
  let server: Listening;
  let watched: WatchedPage;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    server = await listen(api.api, 0);
    watched = await watchPage(browser.context, [server.url]);
  });
  afterEach(async () => {
    await watched.page.close();
    await server.close();
    expect(watched.violations).toEqual([]);
    expect(watched.foreign).toEqual([]);
    expect(watched.complaints).toEqual([]);
  });
  return {
    api,
    get page() {
      return watched.page;
    },
    get url() {
      return server.url;
    },
    get complaints() {
      return watched.complaints;
    },
    async open(place, token = api.token) {
      await watched.page.goto(`${server.url}/#${place}`);
      await signIn(watched.page, token);
    },
    async goTo(place) {
      await watched.page.evaluate("location.hash = '/nowhere'");
      await watched.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
      await watched.page.evaluate(`location.hash = ${JSON.stringify(place)}`);
      await watched.page.getByRole('heading', { level: 1 }).waitFor();
    },
  };
}

/** That the browser has complained of answers which the test has asked for, and of nothing else. */
export function expectOnlyRefusals({ complaints }: PageBench): void {
  for (const complaint of complaints.splice(0)) expect(complaint).toContain('Failed to load resource');
}
