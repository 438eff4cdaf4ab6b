import express, { type Express } from 'express';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createFirstSetupLink } from '../../../backend/accounts/index.js';
import { createApi, type Listening, listen } from '../../../backend/api/index.js';
import { undiciHttpPort } from '../../../backend/connectors/sdk/index.js';
import { createIdentityProvider, endSessionsOf } from '../../../backend/sessions/index.js';
import { silentLogger, systemClock, systemRandom } from '../../../backend/shared/index.js';
import { apiBench } from '../../integration/api/support/api-bench.js';
import { addPerson, PASSWORD } from '../../integration/api/support/people.js';
import { type FreshBrowser, startBrowser } from '../../support/browser.js';
import { CLIENT_ID, CLIENT_SECRET, type SignInProvider, startSignInProvider } from '../../support/sign-in-provider.js';
import { type WatchedPage, watchPage } from './support/watched-page.js';

const bench = apiBench();
const network = undiciHttpPort({ proxyUrl: null, noProxy: '', ca: null });
let browser: FreshBrowser;
let server: Listening | undefined;
let provider: SignInProvider | undefined;

beforeAll(async () => {
  browser = await startBrowser();
});
afterEach(async () => {
  await server?.close();
  await provider?.close();
  [server, provider] = [undefined, undefined];
});
afterAll(async () => {
  await browser.close();
  await network.close();
});

/** Serves, and opens a path of it in a new tab. */
async function open(path: string): Promise<WatchedPage> {
  server ??= await listen(bench.api, 0);
  const watched = await watchPage(browser.context, [server.url, ...(provider === undefined ? [] : [provider.issuer])]);
  await watched.page.goto(`${server.url}${path}`);
  return watched;
}

test('the first administrator chooses a password by the link, signs in with it, and is out when the session ends', async () => {
  const { database } = bench.world;
  const link = await database.transaction('first', (transaction) => createFirstSetupLink(transaction, 'default'));
  const setup = await open(`/setup#${link}`);
  await setup.page.getByLabel('Name').fill('anna');
  await setup.page.getByLabel('Password').fill(PASSWORD);
  await setup.page.getByRole('button', { name: 'Set up' }).click();
  await setup.page.getByText('anna can sign in now, as administrator').waitFor();
  // What opens the account stands in the address no more, nor in what the browser remembers.
  expect(setup.page.url()).toBe(`${server?.url}/setup`);
  expect([setup.violations, setup.foreign, setup.complaints]).toEqual([[], [], []]);
  await setup.page.close();

  const { page, violations, foreign, complaints } = await open('/');
  await page.getByLabel('Name').fill('anna');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('row', { name: /incidents/ }).waitFor();
  expect([violations, foreign, complaints]).toEqual([[], [], []]);
  const [person] = await bench.world.sql('select subject from sessions limit 1');
  await database.transaction('end', (transaction) =>
    endSessionsOf(transaction, { kind: 'account', subject: String(person?.subject) }),
  );
  await bench.world.sql("update integrations set updated_at = updated_at + interval '1 second'");
  await page.getByLabel('Password').waitFor();
  await page.close();
});

test('a wrong password is told, and signing out ends the session on the server too', async () => {
  await addPerson(bench, 'bert');
  await bench.world.sql('delete from sessions');
  const { page } = await open('/');
  await page.getByLabel('Name').fill('bert');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('there is no account with that name and password').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const out = page.getByRole('button', { name: 'Sign out' });
  await out.waitFor();
  const ended = page.waitForResponse((response) => response.url().endsWith('/session/end'));
  await out.click();
  expect((await ended).status()).toBe(200);
  expect(await bench.world.sql('select id from sessions')).toEqual([]);
  await page.getByLabel('Password').waitFor();
  await page.close();
});

// Red without: the message of callback-page.ts, or its origin.
test('the sign-in provider signs a person in, in a window that closes by itself', async () => {
  // The provider must know the address before the server knows the provider.
  let api: Express = bench.api;
  server = await listen(
    express().use((request, response, next) => api(request, response, next)),
    0,
  );
  const { url: publicUrl } = server;
  provider = await startSignInProvider(`${publicUrl}/oauth/callback`);
  provider.person = { sub: 'u-1', claims: { preferred_username: 'vera', groups: ['staff'] } };
  const identityProvider = createIdentityProvider(
    {
      issuer: provider.issuer,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      clientSecretFile: undefined,
      scope: 'openid profile',
      roleClaim: 'groups',
      roles: [{ role: 'viewer', value: 'staff' }],
    },
    { port: network.send, publicUrl },
  );
  api = createApi({
    application: () => ({ ...bench.application(), identityProvider }),
    version: '1.2.3',
    publicUrl,
    clock: systemClock,
    random: systemRandom,
    log: silentLogger,
  });
  const { page, violations, complaints } = await open('/');
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Sign in with your organisation' }).click(),
  ]);
  await page.getByRole('row', { name: /incidents/ }).waitFor();
  if (!popup.isClosed()) await popup.waitForEvent('close');
  expect([violations, complaints]).toEqual([[], []]);
  expect(await bench.world.sql('select kind, name, role from sessions')).toEqual([
    { kind: 'oidc', name: 'vera', role: 'viewer' },
  ]);
  await page.close();
});
