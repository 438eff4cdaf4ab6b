import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();

interface Report {
  readonly isEqual: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly { readonly kind: string; readonly left: string | null; readonly message: string }[];
}

async function onboarded(): Promise<void> {
  for (const summary of ['Printer is on fire', 'Mail is slow', 'VPN drops'])
    bench.jira.createIssue({ project: 'BENCH', summary });
  bench.jira.createIssue({ project: 'BENCH', summary: 'Not mapped', issuetype: 'Bug' });
  await onboardIncidents(bench);
}

const idOf = (title: string) =>
  bench.serviceNow.people.rows('incident').find((row) => row.short_description === title)?.sys_id ?? '';

test('two sides in step are equal, and nothing is written to find that out', async () => {
  await onboarded();
  bench.jira.calls.reset();
  bench.serviceNow.calls.reset();
  const { code, document } = await bench.json<Report>('verify', 'incidents');
  expect({ code, document }).toMatchObject({
    code: 0,
    document: { isEqual: true, counts: { links: 3, equal: 3 }, findings: [] },
  });
  expect([bench.jira.calls.writes, bench.serviceNow.calls.writes]).toEqual([0, 0]);
  expect((await bench.run('verify', 'incidents')).out).toContain('incidents: both sides are equal');
});

test('seeded drift is named in full: what differs, what is gone, what is missing', async () => {
  await onboarded();
  bench.jira.edit('BENCH-1', { summary: 'Printer is out', priority: 'High' });
  bench.serviceNow.people.remove('incident', idOf('Mail is slow'));
  bench.jira.createIssue({ project: 'BENCH', summary: 'New here' });
  bench.serviceNow.people.create('incident', { short_description: 'New there' });

  const { code, document } = await bench.json<Report>('verify', 'incidents');
  expect(code).toBe(1);
  expect(document.counts).toMatchObject({ links: 3, equal: 1, differs: 2, gone: 1, missing: 2 });
  expect(document.findings.map(({ kind, left }) => `${kind} ${left}`).sort()).toEqual([
    'differs BENCH-1',
    'differs BENCH-1',
    'gone BENCH-2',
    'missing BENCH-5',
    'missing null',
  ]);
  const { out } = await bench.run('verify', 'incidents');
  expect(out).toContain('left is “Printer is out”, right is “Printer is on fire”');
  expect(out).toContain('incidents: both sides differ');

  expect((await bench.run('sync', 'incidents', '--wait')).code).toBeLessThanOrEqual(1);
  const after = await bench.json<Report>('verify', 'incidents');
  expect(after.document.counts).toMatchObject({ differs: 0, missing: 0 });
});

// Red without: lookAgain, for every poll and reconcile run goes by the versions that it has seen.
test('--fix has what nobody saw looked at again by the rules, and says what is left', async () => {
  await onboarded();
  // As in a database that knows less than the tools do: its ledger has seen everything, so that nothing is looked at by itself.
  await bench.database.transaction('forget a pair', ({ query }) =>
    query(`delete from links where left_key = 'BENCH-3'`),
  );
  bench.serviceNow.people.edit('incident', idOf('Mail is slow'), { short_description: 'Mail is fast' });
  const before = await bench.json<Report>('verify', 'incidents');
  expect(before.document.counts).toMatchObject({ differs: 1, missing: 2 });

  const { code, document } = await bench.json<Report & { lookedAgain: number }>('verify', 'incidents', '--fix');
  expect({ code, document }).toMatchObject({ code: 0, document: { isEqual: true, lookedAgain: 3, findings: [] } });
  expect(bench.jira.issue('BENCH-2').fields.summary).toBe('Mail is fast');
  // found by its mark, not made again
  expect(bench.serviceNow.people.rows('incident')).toHaveLength(3);
});

test('a field that waits for a person is listed, and a difference only to the strict', async () => {
  await onboarded();
  bench.jira.edit('BENCH-1', { summary: 'Printer is out' });
  bench.serviceNow.people.edit('incident', idOf('Printer is on fire'), { short_description: 'Printer smokes' });
  await bench.run('sync', 'incidents', '--wait');
  expect(await bench.json<Report>('verify', 'incidents')).toMatchObject({
    code: 0,
    document: { findings: [{ kind: 'held', left: 'BENCH-1' }] },
  });
  expect((await bench.run('verify', 'incidents', '--strict')).code).toBe(1);
});

test('a tool that is not there is no answer', async () => {
  await onboarded();
  bench.serviceNow.manners.set('B16', { kind: '401' });
  expect((await bench.run('verify', 'incidents')).code).toBe(2);
});
