import { expect, test } from 'vitest';
import { addressOf, fillWorld } from './support/every-address.js';
import { judgeLook } from './support/judge-look.js';
import { pageBench } from './support/page-bench.js';

const bench = pageBench();

// Red without: `PausedNote` on any of these pages, or the connections in it.
test('what is paused is told wherever one would wonder why nothing happens, with the way to let it go on', async () => {
  const { api, page } = bench;
  const ids = await fillWorld(api);
  await bench.open('/runs');
  await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
  expect(await page.getByText(/paused/).count()).toBe(0);
  // The page hears of it by itself.
  await api.post('/integrations/incidents/pause');
  await page.getByRole('heading', { name: 'incidents is paused' }).waitFor();
  await api.post('/connections/jira/pause');
  const both = page.getByRole('heading', { name: 'incidents, jira are paused' });
  for (const place of ['/items', '/items/of/incidents', '/items/{link}', '/runs']) {
    await bench.goTo(addressOf(place, ids));
    await both.waitFor();
  }
  await judgeLook(page, 'paused-runs');
  await bench.goTo('/');
  await page.getByText('jira is paused').first().waitFor();
  await page.getByText('incidents is paused').first().waitFor();
  await api.post('/integrations/incidents/resume');
  await bench.goTo(addressOf('/items/{link}', ids));
  await page.getByRole('heading', { name: 'jira is paused' }).waitFor();
  await judgeLook(page, 'paused-item');
  await page.getByRole('link', { name: 'Go to resume it' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await bench.goTo('/runs');
  await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
  await expect.poll(() => page.getByText(/paused/).count()).toBe(0);
});
