import { expect, test } from 'vitest';
import { addonBench } from './support/addon-bench.js';

const bench = addonBench();

const json = (text: string) => JSON.parse(text) as { title: string; role?: string };

test('an install that Atlassian has signed is kept; its people see nothing until the site is paired', async () => {
  expect(await bench.install()).toMatchObject({
    host: 'connect',
    key: 'client-1',
    state: 'unpaired',
    tenant: 'default',
  });
  expect((await bench.asPerson('admin', '/status')).status).toBe(403);
  await bench.pair();
  expect((await bench.asPerson('admin', '/status')).status).toBe(200);
});

test('who administers Jira is an administrator here, who does not is nobody', async () => {
  await bench.pair();
  expect((await bench.asPerson('admin', '/audit')).status).toBe(200);
  const { status, text } = await bench.asPerson('reader', '/status');
  expect([status, json(text).title]).toEqual([403, 'Forbidden']);
});

test('a re-install brings another secret, and the earlier one proves nothing any more', async () => {
  await bench.pair();
  const { accountId } = bench.jira.state.directory.person('admin');
  const earlier = await bench.host.contextToken({ accountId });
  bench.host.renewSecret();
  await bench.install();
  const url = 'https://syncline.example/hub/api/v1/status';
  expect((await bench.send(url, { headers: { authorization: `JWT ${earlier}` } })).status).toBe(401);
  expect((await bench.asPerson('admin', '/status')).status).toBe(200);
});

test('after an uninstall the secret lets nobody in; what was there stays and comes back with an install', async () => {
  await bench.pair();
  expect((await bench.hook('uninstalled')).status).toBe(204);
  expect(await bench.site()).toMatchObject({ state: 'uninstalled', purgeAt: expect.any(Date) });
  expect((await bench.asPerson('admin', '/status')).status).toBe(403);
  await bench.install();
  expect((await bench.asPerson('admin', '/status')).status).toBe(200);
});

test('what is switched off in Jira sees nothing until it is switched on', async () => {
  await bench.pair();
  expect((await bench.hook('disabled')).status).toBe(204);
  expect((await bench.asPerson('admin', '/status')).status).toBe(403);
  expect((await bench.hook('enabled')).status).toBe(204);
  expect((await bench.asPerson('admin', '/status')).status).toBe(200);
});

test('hooks that come late or early pair nothing and bring nothing back', async () => {
  await bench.install();
  await bench.hook('enabled');
  expect(await bench.site()).toMatchObject({ state: 'unpaired' });
  await bench.hook('uninstalled');
  await bench.hook('enabled');
  expect(await bench.site()).toMatchObject({ state: 'uninstalled' });
});

test('the descriptor is this server’s', async () => {
  const { status, text } = await bench.send('https://syncline.example/hub/atlassian-connect.json');
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ key: 'com.syncline.jira', baseUrl: 'https://syncline.example/hub' });
  expect(text).not.toContain('{{');
});

test('a page opens for the site whose token is in its address, in frames of that site alone', async () => {
  const site = await bench.pair();
  const { accountId } = bench.jira.state.directory.person('reader');
  const url = await bench.host.frameUrl({
    url: 'https://syncline.example/hub/addon/connect/panel?issueId=10001&issueKey=A%2BB&x[1]=2',
    licence: 'active',
    accountId,
  });
  const { status, headers } = await bench.send(url);
  expect(status).toBe(200);
  expect(headers.get('content-security-policy')).toContain(`frame-ancestors ${new URL(site.baseUrl).origin}`);
  expect(headers.get('x-acpt')).toBeNull();
});
