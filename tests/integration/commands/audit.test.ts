import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents, onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();

interface Report {
  readonly entries: readonly { readonly action: string; readonly subject: string | null; readonly details: object }[];
}

test('what is done at the command line is kept with the account of the machine', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  await bench.run('pause', 'incidents');
  await bench.run('token', 'create', '--name', 'board', '--scope', 'viewer');
  const { document } = await bench.json<Report>('audit');
  expect(document.entries.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'create token board',
    'pause incidents',
    'sync incidents',
    'apply null',
  ]);
  expect(document.entries[0]).toMatchObject({ actor: { kind: 'command line', name: userInfo().username } });
  const { out } = await bench.run('audit', '--action', 'apply');
  expect(out).toContain('integrations.incidents');
  expect(out).not.toContain('pause');
});

// Red without: what pauseIntegration, pauseConnection and their opposites return (application/deeds)
test('what changes nothing leaves no entry', async () => {
  const deeds = async () => {
    const { document } = await bench.json<Report>('audit');
    return document.entries.map(({ action, subject, details }) => [action, subject, details]);
  };
  for (const deed of ['pause', 'resume']) await bench.run(deed, '--all');
  expect(await deeds()).toEqual([]);
  await applyIncidents(bench);
  for (const choice of ['incidents', '--all', 'jira', 'jira']) await bench.run('pause', choice);
  for (const choice of ['--all', '--all', 'incidents']) await bench.run('resume', choice);
  expect((await deeds()).slice(0, -1)).toEqual([
    ['resume', null, { names: ['incidents', 'jira'] }],
    ['pause', 'jira', { names: ['jira'] }],
    ['pause', 'incidents', { names: ['incidents'] }],
  ]);
});

test('no secret is in it', async () => {
  await applyIncidents(bench);
  await bench.run('token', 'create', '--name', 'board');
  const { document } = await bench.json<Report>('audit');
  const kept = JSON.stringify(document);
  for (const secret of ['sync-token', 'syncline_']) expect(kept).not.toContain(secret);
});
