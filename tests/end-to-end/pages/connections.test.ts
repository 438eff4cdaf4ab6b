import { expect, test } from 'vitest';
import { createToken } from '../../../backend/tokens/index.js';
import { judgeLook } from './support/judge-look.js';
import { expectOnlyRefusals, type PageBench, pageBench } from './support/page-bench.js';

const bench = pageBench();
const { open } = bench;

async function fillIn({ page }: PageBench, password: string): Promise<void> {
  await page.getByLabel('Address').fill('http://jira.test');
  await page.getByLabel(/^Allow plain http/).check();
  await page.getByLabel('E-mail', { exact: true }).fill('sync@example.com');
  await page.getByLabel('API token', { exact: true }).fill(password);
}

test('a connection is made by the form that its connector describes, once the doctor finds nothing', async () => {
  await open('/connections');
  const { page } = bench;
  await page.getByRole('row', { name: /^service-now/ }).waitFor();
  await judgeLook(page, 'connections');
  await page.getByRole('button', { name: 'Add connection' }).click();
  await page.getByText('Before you connect').waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('jira-2');
  await judgeLook(page, 'connection-new');

  await fillIn(bench, 'wrong');
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByText('Not everything is in order').waitFor();
  await page.getByText(/API tokens, make a new one/).waitFor();
  await judgeLook(page, 'connection-failing');

  await page.getByLabel('API token', { exact: true }).fill('sync-token');
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByRole('heading', { name: 'jira-2' }).waitFor();
  const { body } = await bench.api.get('/connections/jira-2/settings');
  expect(body).toMatchObject({ url: 'http://jira.test', insecure: true, storedSecrets: ['password'] });
});

test('what cannot be stored is said beside its field, and the first of it has the focus', async () => {
  await open('/connect');
  const { page } = bench;
  await page.getByLabel('Name', { exact: true }).fill('not a name');
  await page.getByLabel('Address').fill('nowhere');
  await page.getByText('More settings').click();
  await page.getByLabel('Requests at once').fill('0');
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByText('Some of it cannot be stored').waitFor();
  expectOnlyRefusals(bench);
  await page.getByText(/is not a whole number from 1/).waitFor();
  await page.getByText(/is not an address/).waitFor();
  expect(await page.evaluate('document.activeElement.value')).toBe('not a name');
  await judgeLook(page, 'connection-faulty');
});

test('a connection is changed without typing its secret again, paused, looked at and removed', async () => {
  await bench.api.post('/connections', {
    name: 'second',
    connector: 'jira',
    url: 'http://jira.test',
    insecure: true,
    auth: { kind: 'basic', fields: { username: 'sync@example.com' }, secrets: { password: 'sync-token' } },
  });
  await open('/connections/second');
  const { page } = bench;
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByText('Stored. Leave empty to keep it.').waitFor();
  await page.getByText('More settings').click();
  await page.getByLabel(/^Read only/).check();
  await judgeLook(page, 'connection-change');
  await page.getByRole('button', { name: 'Test and save' }).click();
  await page.getByRole('button', { name: 'Change' }).waitFor();
  expect((await bench.api.get('/connections/second/settings')).body).toMatchObject({
    readOnly: true,
    storedSecrets: ['password'],
  });

  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('by hand').waitFor();
  await page.getByRole('button', { name: 'Test now' }).click();
  await page.getByText('the right site answers').waitFor();
  await page.getByRole('button', { name: 'Test again' }).waitFor();
  await judgeLook(page, 'connection');

  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('This cannot be undone').waitFor();
  await judgeLook(page, 'connection-remove');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('row', { name: /^service-now/ }).waitFor();
  expect((await bench.api.get('/connections/second')).status).toBe(404);
  // The page may hear that it was removed, and look for it once more, before it is left.
  expectOnlyRefusals(bench);
});

test('what an integration uses cannot be removed, and the files for its rights are given', async () => {
  await open('/connections/service-now');
  const { page } = bench;
  await page.getByRole('button', { name: 'Make the files' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /^Download .*\.xml/ })
      .first()
      .click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xml$/);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('It is used by incidents').waitFor();
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).count()).toBe(0);
});

// Red without: may() round the buttons of a connection.
test('whoever only looks is shown no way to change anything', async () => {
  const token = await bench.api.world.database.transaction('token', (transaction) =>
    createToken(transaction, { name: 'viewer', scope: 'viewer' }),
  );
  await open('/connections/jira', token);
  const { page } = bench;
  await page.getByText('http://jira.test').waitFor();
  for (const name of ['Pause', 'Change', 'Remove', 'Test now']) {
    expect(await page.getByRole('button', { name }).count(), name).toBe(0);
  }
});
