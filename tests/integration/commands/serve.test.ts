import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { greetingOf } from './support/greeting.js';
import { applyIncidents } from './support/incidents-file.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** A process that compiles itself first, on a machine that is busy with other tests. */
const PATIENCE_MS = 90_000;

const bench = commandBench();

test(
  'serve says where it is, is ready, does what is due, and ends cleanly with 0 at Ctrl-C',
  async () => {
    bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
    await applyIncidents(bench, { settings: '    start: auto\n    delay: 0s' });
    const server = spawn(process.execPath, ['--import', 'tsx', 'backend/main.ts', 'serve'], {
      cwd: ROOT,
      env: { ...process.env, ...bench.environment, SYNCLINE_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(server, 'exit');
    try {
      const { url, token, setup } = await greetingOf(server.stdout);
      expect(setup).toMatch(new RegExp(`^${url}/setup#synclinel_`));
      expect((await fetch(setup ?? '')).headers.get('content-type')).toContain('text/html');
      expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: 'ok' });
      await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
      await expect.poll(() => bench.serviceNow.people.rows('incident').length, { timeout: 40_000 }).toBe(1);
      const status = await fetch(`${url}/api/v1/status`, { headers: { authorization: `Bearer ${token}` } });
      expect(await status.json()).toMatchObject({ workers: 1, integrations: [{ name: 'incidents' }] });
      const missing = await fetch(`${url}/nothing`);
      expect(missing.headers.get('content-type')).toContain('application/problem+json');
      expect(await missing.json()).toMatchObject({ status: 404, title: 'Not Found' });
    } finally {
      // Two at once, as a program gets them that npm has started; of one kind they might be delivered as one.
      server.kill('SIGINT');
      server.kill('SIGTERM');
    }
    expect(await ended).toEqual([0, null]);
    expect((await bench.json('status')).document).toMatchObject({ workers: 0 });
  },
  PATIENCE_MS,
);

test('a port that is taken is named with the way out, before anything is touched', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, notes } = await bench.run('serve', '--port', String(port));
  other.close();
  expect(code).toBe(2);
  expect(notes).toContain(`port ${port}: another program has it`);
  expect(notes).toContain('--port');
});

test('roles and ports that do not exist are wrong usage', async () => {
  expect((await bench.run('serve', '--role', 'boss')).code).toBe(64);
  expect((await bench.run('serve', '--port', '99999')).code).toBe(64);
});
