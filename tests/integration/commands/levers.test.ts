import { expect, test } from 'vitest';
import { endRun } from '../../../backend/runs/run-repository.js';
import { commandBench } from './support/command-bench.js';
import { applyIncidents, onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();

interface Levered {
  readonly runs: readonly { readonly run: string; readonly state: string; readonly refused?: string | null }[];
}

test('process-integration queues a run of each, by name or by id', async () => {
  await applyIncidents(bench);
  const { document } = await bench.json<Levered>('process-integration', '-i', 'incidents', '-o');
  expect(document).toMatchObject({ runs: [{ integration: 'incidents', mode: 'onboarding', isNew: true }], workers: 0 });
  const [row] = await bench.database.transaction('ids', (each) => each.query('select id from integrations'));
  const { out, notes } = await bench.run('process-integration', '-i', String(row?.id), '-o');
  expect(out).toBe(`Active already: onboarding run ${document.runs[0]?.run} of incidents (queued).`);
  expect(notes).toContain('No worker is there');
});

// Red without: one transaction around all of them (requestSyncs in application/deeds/request-sync.ts).
test('process-integration of several does nothing when one of them is not there', async () => {
  await applyIncidents(bench);
  const { code, notes } = await bench.run('process-integration', '-i', 'incidents,incident');
  expect([code, notes]).toEqual([2, 'there is no integration incident; did you mean `incidents`?']);
  expect((await bench.run('runs', 'incidents')).out).toBe('incidents has not run yet.');
});

/** An onboarding that failed after it had read everything. */
async function failedOnboarding(): Promise<string> {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await applyIncidents(bench);
  const { document } = await bench.json<{ readonly run: string }>('sync', 'incidents', '--onboarding');
  await bench.database.transaction('fail run', async (transaction) => {
    const [row] = await transaction.query('select integration_id from integration_runs where id = $1', [document.run]);
    const run = { id: document.run, integrationId: String(row?.integration_id), mode: 'onboarding' as const };
    await endRun(
      transaction,
      run,
      { state: 'failed', error: { name: 'Trouble', message: 'the tool was away', details: {} } },
      {},
    );
  });
  return document.run;
}

// Red without: `failed` among the states of continueRun (RUN_MOVES in runs/run.ts).
test('continue-run lets a run that failed go on as itself', async () => {
  const id = await failedOnboarding();
  const { code, document } = await bench.json<Levered>('continue-run', '-r', id);
  expect(code).toBe(0);
  expect(document.runs).toMatchObject([{ run: id, mode: 'onboarding', state: 'queued', refused: null }]);
  const { document: synced } = await bench.json<{ readonly run: string; readonly created: number }>(
    'sync',
    'incidents',
    '--onboarding',
    '--wait',
  );
  expect(synced).toMatchObject({ run: id, created: 1, state: 'finished' });
});

test('continue-run names what does not go on, and why', async () => {
  const id = await failedOnboarding();
  const { document: other } = await bench.json<{ readonly run: string }>('sync', 'incidents', '--onboarding');
  expect((await bench.json<Levered>('continue-run', '-r', id)).document.runs[0]?.refused).toBe(
    `onboarding run ${other.run} of incidents is active; one of a mode runs at a time`,
  );
  await bench.run('sync', 'incidents', '--onboarding', '--wait');
  const { code, out } = await bench.run('continue-run', '-r', other.run);
  expect(code).toBe(1);
  expect(out).toContain('it has finished; ask for another: syncline sync incidents');
  await bench.run('pause', 'incidents');
  expect((await bench.run('continue-run', '-r', id)).out).toContain('incidents is paused');
});

test('what is no id is wrong usage, and an id that nobody has is named', async () => {
  await applyIncidents(bench);
  expect((await bench.run('continue-run', '-r', 'incidents')).code).toBe(64);
  const id = '5f0c8c1e-5d0a-4b0e-9d0c-6a1f6f1d2b3c';
  expect(await bench.run('continue-run', '-r', id)).toMatchObject({
    code: 2,
    notes: `there is no run ${id}; see \`syncline runs NAME --json\``,
  });
  expect(await bench.run('process-stream', '-s', id)).toMatchObject({
    code: 2,
    notes: `there is no stream ${id}; see \`syncline runs NAME --streams\``,
  });
});

// Red without: `ignoresLedger` in publishAgain (streams/stream-repository.ts).
test('process-stream deals once more with what a stream named, whatever was seen', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  const { document } = await bench.json<{
    readonly runs: readonly { readonly streams: readonly { readonly stream: string; readonly identifier: string }[] }[];
  }>('runs', 'incidents', '--streams');
  const stream = document.runs[0]?.streams.find(({ identifier }) => identifier.startsWith('left'))?.stream ?? '';
  // No poll sees such a change.
  bench.jira.manners.set('B19', { fields: ['summary'] });
  bench.jira.edit('BENCH-1', { summary: 'Printer is out again' });
  await bench.run('sync', 'incidents', '--wait');
  expect(bench.serviceNow.people.rows('incident')[0]?.short_description).toBe('Printer is on fire');

  const { code, document: replay } = await bench.json<Levered>('process-stream', '-s', stream);
  expect([code, replay]).toMatchObject([0, { runs: [{ mode: 'replay', isNew: true, isAboutThese: true }] }]);
  await bench.run('sync', 'incidents', '--wait');
  expect(bench.serviceNow.people.rows('incident')[0]?.short_description).toBe('Printer is out again');
  expect((await bench.run('runs', 'incidents', '--streams')).out).toContain(`of ${stream}`);
});
