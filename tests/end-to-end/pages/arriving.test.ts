import { beforeEach, expect, test } from 'vitest';
import { pageBench } from './support/page-bench.js';
import { shoot } from './support/shoot.js';

const SITE = { url: 'https://acme.atlassian.net', host: 'connect', state: 'active' };
const OPEN = { state: 'not required', mayChange: true, mayRun: true, graceEndsAt: null, link: null };
const ARRIVED = {
  host: 'connect',
  site: SITE,
  person: 'Ada',
  role: 'administrator',
  ofProjects: false,
  mayPair: false,
  licence: OPEN,
  serverVersion: '1.2.3',
  apiVersion: 1,
};

const bench = pageBench();

beforeEach(async () => {
  await bench.page.goto(bench.url);
});

/** Opens the page of somebody of whom the server says this. */
async function arrive(whereabouts: object): Promise<void> {
  const { page } = bench;
  await page.route('**/api/v1/site*', (route) => route.fulfill({ json: { ...ARRIVED, ...whereabouts } }));
  await page.evaluate(`sessionStorage.setItem('syncline-token', ${JSON.stringify(bench.api.token)})`);
  await page.goto(bench.url);
}

// Red without: the note of what is closed, and its link.
test('without a licence the page says what is closed, until when things run, and where one is to be had', async () => {
  const { page } = bench;
  const link = 'https://acme.atlassian.net/plugins/servlet/upm';
  const licence = { state: 'expired', mayChange: false, mayRun: true, graceEndsAt: '2026-12-06T12:00:00.000Z', link };
  await arrive({ licence });
  await page.getByRole('heading', { name: 'The licence has expired' }).waitFor();
  await page.getByText('nothing can be changed. Integrations run until December 6, 2026.').waitFor();
  expect(await page.getByRole('link', { name: 'Get a licence' }).getAttribute('href')).toBe(link);
  // What there is can still be looked at.
  await page.getByRole('row', { name: /incidents/ }).waitFor();
  await shoot(page, 'unlicensed');
});

test('a licence that is not asked for is not spoken of', async () => {
  await arrive({});
  await bench.page.getByRole('row', { name: /incidents/ }).waitFor();
  expect(await bench.page.getByText(/licen[cs]e/i).count()).toBe(0);
});

// Red without: stopping before anything is asked that another version may understand otherwise.
test('pages of another version than the server’s stop and say so', async () => {
  await arrive({ apiVersion: 2, serverVersion: '2.0.0' });
  await bench.page.getByText('The server is version 2.0.0.').waitFor();
  expect(await bench.page.getByRole('row').count()).toBe(0);
});

// Red without: asking who arrives before asking for what only some may see.
test('people without a role, and people of a Jira that is not paired, are told what they can do', async () => {
  await arrive({ role: null });
  await bench.page.getByText('This page is for administrators').waitFor();
  await arrive({ role: null, site: { ...SITE, state: 'unpaired' } });
  await bench.page.getByText('An administrator of Jira connects it in Manage apps.').waitFor();
  expect(await bench.page.getByRole('row').count()).toBe(0);
});
