import { expect, test } from 'vitest';
import { judgeLook } from './support/judge-look.js';
import { pageBench } from './support/page-bench.js';

const bench = pageBench();
const { open } = bench;

test('the log is shown newest first, and narrowed by what was done and to what', async () => {
  await bench.api.post('/integrations/incidents/pause');
  await bench.api.post('/integrations/incidents/resume');
  await bench.api.post('/tokens', { name: 'grafana', scope: 'metrics' });
  await open('/audit');
  const { page } = bench;
  await page.getByRole('row', { name: /grafana/ }).waitFor();
  const deeds = () => page.locator('tbody td:nth-of-type(2)').allTextContents();
  expect(await deeds()).toEqual(['Make a token', 'Resume', 'Pause']);
  await judgeLook(page, 'audit');
  await page.getByLabel('To what').fill('INCI');
  await page.getByLabel('Deed').selectOption('pause');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('row', { name: /grafana/ }).waitFor({ state: 'detached' });
  expect(await deeds()).toEqual(['Pause']);
  await page.getByLabel('Who').fill('nobody');
  await page.keyboard.press('Enter');
  await page.getByText('There is no such entry').waitFor();
  await judgeLook(page, 'audit-empty');
});
