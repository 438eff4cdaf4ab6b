import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type ServedSandbox, serve } from '../../sandbox/http/index.js';
import { commandBench } from './support/command-bench.js';
import { greetingOf } from './support/greeting.js';
import { incidentsFile } from './support/incidents-file.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** A process that compiles itself first, on a machine that is busy with other tests. */
const PATIENCE_MS = 120_000;
/** Promised to whoever stops the service. */
const LAST_MOMENTS_MS = 10_000;

const bench = commandBench();

/** A ServiceNow that takes a create to heart and answers it only when it is told to. */
interface SlowTool extends ServedSandbox {
  /** Resolves when a create has come. */
  readonly asked: Promise<void>;
  answer(): void;
}

async function slowServiceNow(): Promise<SlowTool> {
  const events = new EventEmitter();
  const asked = once(events, 'asked').then(() => undefined);
  const answered = once(events, 'answered');
  const served = await serve({
    handle: async (request) => {
      const answer = await bench.serviceNow.handle(request);
      if (request.method === 'POST' && request.url.startsWith('/api/now/table/incident')) {
        events.emit('asked');
        await answered;
      }
      return answer;
    },
  });
  return { ...served, asked, answer: () => void events.emit('answered') };
}

/** Serves what onboards by itself, until the tool has been asked to create. */
async function serveUntilAsked(tool: SlowTool): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const tools = { jiraUrl: bench.jiraUrl, serviceNowUrl: tool.url };
  const path = await bench.write('syncline.yaml', incidentsFile(tools, { settings: '    start: auto\n    delay: 0s' }));
  const { code, notes } = await bench.run('apply', '-f', path);
  expect(code, notes).toBe(0);
  const server = spawn(process.execPath, ['--import', 'tsx', 'backend/main.ts', 'serve'], {
    cwd: ROOT,
    env: { ...process.env, ...bench.environment, SYNCLINE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url } = await greetingOf(server.stdout);
  await tool.asked;
  return { server, url };
}

/** Asks the server to end and waits until it has understood: it takes no more requests. */
async function askToEnd(server: ChildProcess, url: string): Promise<void> {
  server.kill('SIGTERM');
  await expect
    .poll(
      () =>
        fetch(`${url}/healthz`).then(
          () => true,
          () => false,
        ),
      { timeout: LAST_MOMENTS_MS },
    )
    .toBe(false);
}

// Red without: GRACE_MS in backend/application/keep-working.ts.
test(
  'asked to end in the middle of a create, it waits for the answer, stores it, begins nothing more, and ends with 0',
  async () => {
    const tool = await slowServiceNow();
    const { server, url } = await serveUntilAsked(tool);
    const ended = once(server, 'exit');
    try {
      await askToEnd(server, url);
      bench.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
      tool.answer();
      expect(await ended).toEqual([0, null]);
    } finally {
      server.kill('SIGKILL');
      await tool.close();
    }
    const stored = await bench.database.transaction('look', async (transaction) => ({
      writes: await transaction.query('select kind, state from writes'),
      links: await transaction.query('select 1 from links'),
      claims: await transaction.query('select key from claims'),
    }));
    expect(stored).toEqual({ writes: [{ kind: 'create', state: 'done' }], links: [expect.anything()], claims: [] });
    expect(bench.serviceNow.people.rows('incident')).toHaveLength(1);
  },
  PATIENCE_MS,
);

test(
  'a tool that never answers does not keep it from ending in time, with everything given back',
  async () => {
    const tool = await slowServiceNow();
    const { server, url } = await serveUntilAsked(tool);
    const ended = once(server, 'exit');
    const sinceMs = performance.now();
    try {
      await askToEnd(server, url);
      expect(await ended).toEqual([0, null]);
      expect(performance.now() - sinceMs).toBeLessThan(LAST_MOMENTS_MS);
    } finally {
      server.kill('SIGKILL');
      await tool.close();
    }
    const claims = await bench.database.transaction('look', (transaction) =>
      transaction.query('select key from claims'),
    );
    expect(claims).toEqual([]);
    expect((await bench.json('status')).document).toMatchObject({ workers: 0 });
  },
  PATIENCE_MS,
);
