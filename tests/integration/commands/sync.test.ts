import { expect, test } from 'vitest';
import { processIdentity } from '../../../backend/application/process-identity.js';
import { startWorker, takeClaims } from '../../../backend/storage/index.js';
import { commandBench } from './support/command-bench.js';
import { applyIncidents, onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();

interface Report {
  readonly run: string;
  readonly state: string;
  readonly created: number;
  readonly updated: number;
  readonly calls: Readonly<Record<string, { readonly reads: number; readonly writes: number }>>;
}

test('sync --onboarding --wait takes over what exists and ends with the promised document', async () => {
  for (const n of [1, 2, 3]) bench.jira.createIssue({ project: 'BENCH', summary: `Printer ${n} is on fire` });
  await applyIncidents(bench);
  const { code, document } = await bench.json<Report>('sync', 'incidents', '--onboarding', '--wait');
  expect(code).toBe(0);
  expect(document).toMatchObject({ state: 'finished', created: 3, updated: 0, skipped: 0, held: 0, failed: 0 });
  expect(document.calls['service-now']?.writes).toBe(3);
  expect(Object.keys(document)).toEqual([
    'run',
    'state',
    'read',
    'created',
    'updated',
    'skipped',
    'held',
    'failed',
    'calls',
    'seconds',
  ]);
  expect(bench.serviceNow.people.rows('incident')).toHaveLength(3);
});

test('sync --wait carries what changed; the next quiet one costs one call a stream and writes nothing', async () => {
  const { key } = bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  bench.jira.edit(key, { summary: 'Printer is out again' });
  expect((await bench.json<Report>('sync', 'incidents', '--wait')).document).toMatchObject({ updated: 1 });
  expect(bench.serviceNow.people.rows('incident')[0]?.short_description).toBe('Printer is out again');
  await bench.run('sync', 'incidents', '--wait');
  const { document } = await bench.json<Report>('sync', 'incidents', '--wait');
  expect(document.calls).toEqual({ jira: { reads: 1, writes: 0 }, 'service-now': { reads: 1, writes: 0 } });
});

// Red without: stopSharing when the application is closed: the next command would have half of the seats for ten seconds.
test('a command that has ended has no part in the limits of its connections any more', async () => {
  await onboardIncidents(bench);
  const agreed = await bench.database.transaction('read limits', (transaction) =>
    transaction.query(`select agreed->'seenMs' as processes from connection_limits`),
  );
  expect(agreed).toEqual([{ processes: {} }, { processes: {} }]);
});

test('sync --reconcile finds what polls miss: an issue that has moved to another project', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  bench.jira.move('BENCH-1', 'NET');
  await bench.run('sync', 'incidents', '--wait');
  expect((await bench.run('links', 'incidents')).out).toContain('BENCH-1');
  expect((await bench.run('sync', 'incidents', '--reconcile', '--wait')).code).toBe(0);
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
  expect((await bench.run('links', 'incidents')).out).toContain('NET-');
  expect((await bench.run('sync', 'incidents', '--reconcile', '--onboarding')).code).toBe(64);
});

test('an integration that does not exist is answered with the near one', async () => {
  await applyIncidents(bench);
  const { code, notes } = await bench.run('sync', 'incident', '--wait');
  expect(code).toBe(2);
  expect(notes).toBe('there is no integration incident; did you mean `incidents`?');
});

test('without --wait the run is queued, and it says that no worker is there', async () => {
  await applyIncidents(bench);
  const { code, document } = await bench.json('sync', 'incidents');
  expect(code).toBe(0);
  expect(document).toMatchObject({ mode: 'manual', state: 'queued', isNew: true, workers: 0 });
  const { out } = await bench.run('sync', 'incidents');
  expect(out).toContain('active already');
  expect(out).toContain('No worker is there: start one with `syncline serve`');
});

test('one sync --wait finishes the onboarding that a killed worker left behind, and adds up both runs', async () => {
  for (const n of [1, 2, 3, 4]) bench.jira.createIssue({ project: 'BENCH', summary: `Printer ${n} is on fire` });
  await applyIncidents(bench);
  await bench.run('sync', 'incidents', '--onboarding');
  await leaveToWorker(killedProcess());
  const { code, document, notes } = await bench.json<Report>('sync', 'incidents', '--wait');
  expect(code, notes).toBe(0);
  expect(document).toMatchObject({ state: 'finished', created: 4 });
  // Each call is counted once, though two runs made them.
  expect(document.calls['service-now']?.writes).toBe(4);
  const { document: runs } = await bench.json<{ runs: readonly { run: string; mode: string; state: string }[] }>(
    'runs',
    'incidents',
  );
  expect(runs.runs.map(({ mode, state }) => `${mode} ${state}`).sort()).toEqual([
    'manual finished',
    'onboarding finished',
  ]);
  expect(runs.runs.find(({ mode }) => mode === 'manual')?.run).toBe(document.run);
});

test('a run of another mode that a living worker has in hand is left to it', async () => {
  await applyIncidents(bench);
  await bench.run('sync', 'incidents', '--onboarding');
  await leaveToWorker('somewhere-else 1');
  const { code, document } = await bench.json<Report>('sync', 'incidents', '--wait');
  expect(code).toBe(0);
  expect(document.state).toBe('finished');
  expect((await bench.json('runs', 'incidents')).document).toMatchObject({
    runs: [
      { mode: 'manual', state: 'finished' },
      { mode: 'onboarding', state: 'running' },
    ],
  });
});

test('--item carries the named items alone, and one that nobody knows ends the run as failed', async () => {
  const first = bench.jira.createIssue({ project: 'BENCH', summary: 'First' });
  bench.jira.createIssue({ project: 'BENCH', summary: 'Second' });
  await applyIncidents(bench);
  const { document } = await bench.json<Report>('sync', 'incidents', '--item', first.key, '--wait');
  expect(document).toMatchObject({ state: 'finished', created: 1 });
  expect(bench.serviceNow.people.rows('incident').map(({ short_description }) => short_description)).toEqual(['First']);

  const unknown = await bench.json<Report>('sync', 'incidents', '--item', 'BENCH-999', '--wait');
  expect(unknown.code).toBe(1);
  expect(unknown.document.state).toBe('failed');
  expect(unknown.notes).toContain('no item BENCH-999');
});

test('what a tool refuses is listed with its own words, and the command ends with 1', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await applyIncidents(bench, {
    fields: '          - [summary, short_description]\n          - [description, no_such_field]',
  });
  const { code, notes } = await bench.run('sync', 'incidents', '--onboarding', '--wait');
  expect(code).toBe(1);
  expect(notes).toContain('no_such_field');
});

test('wrong usage ends with 64', async () => {
  expect((await bench.run('sync')).code).toBe(64);
  expect((await bench.run('synk')).code).toBe(64);
  expect((await bench.run('sync', 'incidents', '--hurry')).code).toBe(64);
  expect((await bench.run('--help')).code).toBe(0);
});

/** A process of this machine that was there once. */
function killedProcess(): string {
  const [kind, boot, namespace] = processIdentity().split(' ');
  return `${kind} ${boot} ${namespace} 4194304 1`;
}

/** Puts the one run into the hands of a worker whose lease runs for a while. */
async function leaveToWorker(name: string): Promise<void> {
  const workerId = '00000000-0000-4000-8000-000000000001';
  await startWorker(bench.database, { id: workerId, name });
  await bench.database.transaction('take run', async (transaction) => {
    const [run] = await transaction.query(`update integration_runs set state = 'running' returning id`);
    await takeClaims(transaction, workerId, [`run:${String(run?.id)}`]);
  });
}
