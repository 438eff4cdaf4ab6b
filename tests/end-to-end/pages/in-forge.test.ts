import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Listening, listen } from '../../../backend/api/index.js';
import { packageDirectory } from '../../../backend/settings/index.js';
import { apiBench } from '../../integration/api/support/api-bench.js';
import { type FreshBrowser, startBrowser } from '../../support/browser.js';
import { type WatchedPage, watchPage } from './support/watched-page.js';

/** Forge's own address for an app's files ends in the folder of a version. */
const FOLDER = '/a-version/ui';
/** As Forge's, with what the manifest may add to it left out. */
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'";
/** What the frame that Forge puts the page in offers it. */
const BRIDGE = `
  window.__bridge = {
    callBridge: async (command, payload) => JSON.parse(await window.forge(JSON.stringify([command, payload ?? null]))),
  };
`;

const bench = apiBench();
let browser: FreshBrowser;
let cdn: Listening;
let watched: WatchedPage;
let asked: string[];

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  asked = [];
  const files = express();
  files.use((_request, response, next) => next(void response.set('content-security-policy', POLICY)));
  files.use(FOLDER, express.static(join(packageDirectory(), 'dist', 'forge-ui')));
  cdn = await listen(files, 0);
  watched = await watchPage(browser.context, [cdn.url]);
  await watched.page.exposeFunction('forge', async (message: string) => {
    const [command, payload] = JSON.parse(message);
    return JSON.stringify((await answer(command, payload)) ?? null);
  });
  await watched.page.addInitScript({ content: BRIDGE });
});
afterEach(async () => {
  await watched.page.close();
  await cdn.close();
});

/** As Atlassian's cloud, which calls the server instead of the page. */
async function answer(command: string, payload: { readonly method: string; readonly path: string }): Promise<unknown> {
  if (command === 'getContext') return { extension: { type: 'jira:adminPage' } };
  if (command !== 'invoke') return undefined;
  asked.push(`${payload.method} ${payload.path}`);
  const { status, body } = await request(bench.api).get(payload.path).set('authorization', `Bearer ${bench.token}`);
  return { success: true, payload: { status, headers: {}, body } };
}

// Red without: paths relative to the folder in the build for Forge, and sending every request through its bridge.
test('the pages that Forge serves ask the server through Forge alone', async () => {
  await watched.page.goto(`${cdn.url}${FOLDER}/index.html`);
  await watched.page.getByRole('row', { name: /incidents/ }).waitFor();
  expect(asked).toContain('GET /api/v1/status');
  expect(watched.foreign).toEqual([]);
  expect(watched.violations).toEqual([]);
  // Jira has said nothing of its theme here: the page has its usual one.
  expect(await watched.page.evaluate('document.documentElement.dataset.theme')).toContain('typography:typography');
});
