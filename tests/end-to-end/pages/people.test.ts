import { expect, test } from 'vitest';
import { createToken } from '../../../backend/tokens/index.js';
import { judgeLook } from './support/judge-look.js';
import { expectOnlyRefusals, pageBench } from './support/page-bench.js';

const bench = pageBench();
const { open } = bench;

test('a person is added, gets a link that works, another role, and is shut out', async () => {
  await open('/people');
  const { page } = bench;
  await page.getByText('Nobody has an account here').waitFor();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByLabel('Name').fill('not a name');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText(/use letters, digits/).waitFor();
  expectOnlyRefusals(bench);
  await judgeLook(page, 'people-new');
  await page.getByLabel('Name').fill('anna');
  await page.getByLabel('Role', { exact: true }).selectOption('viewer');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const link = (await page.locator('code').first().textContent()) ?? '';
  expect(link).toMatch(new RegExp(`^${new URL(page.url()).origin}/setup#`));
  await page.getByRole('row', { name: /anna/ }).waitFor();
  await judgeLook(page, 'people');

  await page.getByLabel('Role of anna').selectOption('operator');
  await page.getByRole('dialog').getByRole('button', { name: 'Operator' }).click();
  await page.getByRole('cell', { name: 'Operator', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Shut out: anna' }).click();
  await page.getByText('whoever has is out at once').waitFor();
  await judgeLook(page, 'people-shut-out');
  await page.getByRole('dialog').getByRole('button', { name: 'Shut out' }).click();
  await page.getByText('Disabled').waitFor();
  expect((await bench.api.get('/users')).body).toMatchObject({ items: [{ name: 'anna', state: 'disabled' }] });
});

test('a token is made by the keyboard alone, shown once, and revoked', async () => {
  await open('/people');
  const { page } = bench;
  await page.getByRole('button', { name: 'Make a token' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('What it is for').focus();
  await page.keyboard.type('grafana');
  await page.keyboard.press('Tab');
  await page.keyboard.press('m');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const token = (await page.locator('code').first().textContent()) ?? '';
  expect(token).toMatch(/^syncline_/);
  expect((await bench.api.get('/tokens')).body).toMatchObject({ items: [{ name: 'grafana', scope: 'metrics' }, {}] });
  await page.getByRole('button', { name: 'Done' }).click();
  expect(await page.getByText(token).count()).toBe(0);
  await page.getByRole('button', { name: 'Revoke: grafana' }).click();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByRole('button', { name: 'Revoke: grafana' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('row', { name: /grafana/ }).waitFor({ state: 'detached' });
});

// Red without: `needs` of the places in frontend/pages/shell/places.ts.
test('who is no administrator has no way there', async () => {
  const token = await bench.api.world.database.transaction('token', (transaction) =>
    createToken(transaction, { name: 'watcher', scope: 'operator' }),
  );
  await open('/people', token);
  const { page } = bench;
  for (const place of ['/people', '/audit', '/system']) {
    await page.evaluate(`location.hash = '#${place}'`);
    await page.getByText('There is no such page').waitFor();
    expect(await page.getByRole('link', { name: 'System' }).count()).toBe(0);
  }
});
