import { test } from 'vitest';
import { judgeLook } from './support/judge-look.js';
import { expectOnlyRefusals, pageBench } from './support/page-bench.js';

const bench = pageBench();
const { open } = bench;

test('the server says what it is, who works, and what an administrator should see to', async () => {
  await bench.api.world.sql(`update workers set host = 'node-1', version = '1.2.3'`);
  await open('/system');
  const { page } = bench;
  await page.getByRole('row', { name: /node-1/ }).waitFor();
  await page.getByText('Set SYNCLINE_PUBLIC_URL').waitFor();
  await page.getByText('there is a recent backup').waitFor();
  await judgeLook(page, 'system');
});

// Red without: the trouble in Answered.
test('a server that does not answer is said, and asked again', async () => {
  await open('/system');
  const { page } = bench;
  await page.getByRole('heading', { name: 'Workers' }).waitFor();
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
  await page.route('**/api/v1/system', (route) => route.abort());
  await page.getByRole('link', { name: 'System' }).click();
  await page.getByText('The Syncline server does not answer').waitFor();
  expectOnlyRefusals(bench);
  await page.unroute('**/api/v1/system');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Workers' }).waitFor();
});
