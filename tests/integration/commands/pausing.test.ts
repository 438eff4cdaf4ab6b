import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents } from './support/incidents-file.js';

const bench = commandBench();

test('a paused integration does not run until it is resumed', async () => {
  await applyIncidents(bench);
  expect((await bench.json('pause', 'incidents')).document).toEqual({ paused: ['incidents'] });
  const refused = await bench.run('sync', 'incidents', '--wait');
  expect(refused.code).toBe(2);
  expect(refused.notes).toBe('incidents is paused: by hand; let it run again: syncline resume incidents');
  expect((await bench.json('resume', 'incidents')).document).toEqual({ resumed: ['incidents'] });
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
});

test('a connection that a person paused stays paused when another password is applied', async () => {
  await applyIncidents(bench);
  await bench.run('pause', 'jira');
  bench.environment.JIRA_TOKEN = 'another';
  await applyIncidents(bench);
  expect((await bench.json('status')).document).toMatchObject({
    connections: [{ name: 'jira', state: 'paused', pausedReason: 'by hand' }, {}],
  });
});

test('pause --all and resume --all mean every integration', async () => {
  await applyIncidents(bench);
  expect((await bench.json('pause', '--all')).document).toEqual({ paused: ['incidents'] });
  expect((await bench.json('resume', '--all')).document).toEqual({ resumed: ['incidents', 'jira', 'service-now'] });
});

test('neither a name nor --all is wrong usage, and an unknown name is answered with the near one', async () => {
  await applyIncidents(bench);
  expect((await bench.run('pause')).code).toBe(64);
  expect((await bench.run('resume', 'jira', '--all')).code).toBe(64);
  const { code, notes } = await bench.run('pause', 'service-naw');
  expect(code).toBe(2);
  expect(notes).toContain('did you mean `service-now`?');
});
