import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents } from './support/incidents-file.js';

const bench = commandBench();

test('a refused sign-in pauses the connection and says its name, the reason and the way out; the right password lifts it', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  bench.environment.JIRA_TOKEN = 'not-the-token';
  await applyIncidents(bench);
  const refused = await bench.json('sync', 'incidents', '--onboarding', '--wait');
  expect(refused.code).toBe(1);
  expect(refused.document).toMatchObject({ state: 'paused', created: 0 });
  expect(refused.notes).toContain('connection jira is paused');
  expect(refused.notes).toContain('syncline resume jira');
  expect(refused.notes).not.toContain('not-the-token');
  expect((await bench.json('status')).document).toMatchObject({
    connections: [
      { name: 'jira', state: 'paused' },
      { name: 'service-now', state: 'active' },
    ],
  });

  // No retry storm: while it is paused, the tool is left alone.
  const calls = bench.jira.calls.reads;
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(1);
  expect(bench.jira.calls.reads).toBe(calls);

  bench.environment.JIRA_TOKEN = 'sync-token';
  await applyIncidents(bench);
  const { code, document } = await bench.json('sync', 'incidents', '--onboarding', '--wait');
  expect(code).toBe(0);
  expect(document).toMatchObject({ state: 'finished', created: 1 });
});

test('resume lets a connection be used again after its right was mended in the tool', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  bench.environment.JIRA_TOKEN = 'not-the-token';
  await applyIncidents(bench);
  await bench.run('sync', 'incidents', '--onboarding', '--wait');
  const { code, document } = await bench.json('resume', 'jira');
  expect(code).toBe(0);
  expect(document).toEqual({ resumed: ['jira'] });
  // The onboarding that the pause had ended goes on by itself.
  const { document: runs } = await bench.json<{ runs: readonly { mode: string; state: string }[] }>(
    'runs',
    'incidents',
  );
  expect(runs.runs.map(({ mode, state }) => `${mode} ${state}`)).toEqual(['onboarding queued', 'onboarding paused']);
});

test('a tool that is not there is named with its address', async () => {
  await applyIncidents(bench, { jiraUrl: 'http://127.0.0.1:9' });
  const { document } = await bench.json('sync', 'incidents');
  expect(document).toMatchObject({ state: 'queued' });
  expect((await bench.json('status')).document).toMatchObject({ connections: [{ url: 'http://127.0.0.1:9' }, {}] });
});
