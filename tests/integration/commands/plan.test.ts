import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents, onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();
const SUMMARY = '          - [summary, short_description]';

interface PlanDocument {
  readonly counts: { readonly creates: { readonly right: number }; readonly updates: { readonly right: number } };
  readonly writes: readonly { readonly fields: readonly { readonly field: string; readonly after: string }[] }[];
}

test('a plan says what onboarding would write and writes nothing; applied, it makes the same writes', async () => {
  for (const n of [1, 2, 3]) bench.jira.createIssue({ project: 'BENCH', summary: `Printer ${n} is on fire` });
  await applyIncidents(bench);
  const path = `${bench.home}/plan.json`;
  const { code, document } = await bench.json<PlanDocument>('plan', 'incidents', '--out', path);
  expect(code).toBe(0);
  expect(document.counts.creates.right).toBe(3);
  expect(bench.serviceNow.people.rows('incident')).toEqual([]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);

  const synced = await bench.json('sync', 'incidents', '--plan', path, '--wait');
  expect(synced.code).toBe(0);
  expect(synced.document).toMatchObject({ state: 'finished', created: 3 });
  const written = bench.serviceNow.people.rows('incident').map(({ short_description }) => `“${short_description}”`);
  const planned = document.writes.flatMap(({ fields }) => fields.filter(({ field }) => field.startsWith('summary')));
  expect(written.sort()).toEqual(planned.map(({ after }) => after).sort());
});

test('a plan speaks of fields as people call them, of the tools by name, and shows what a comment says', async () => {
  const { key } = bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  bench.jira.comment(key, 'It is the old one');
  await applyIncidents(bench, { fields: `${SUMMARY}\n        comments: true` });
  const { out } = await bench.run('plan', 'incidents');
  expect(out).toContain('1 in service-now incident');
  expect(out).toContain(
    `create a new item in service-now incident, from ${key}\n    Short description: “Printer is on fire”`,
  );
  expect(out).toContain(`comment a new item in service-now incident, from ${key}`);
  expect(out).toContain('comments: “It is the old one”');
});

test('what has drifted since the plan is named and left alone, the rest is written, and the command ends with 1', async () => {
  const first = bench.jira.createIssue({ project: 'BENCH', summary: 'First' });
  const second = bench.jira.createIssue({ project: 'BENCH', summary: 'Second' });
  await onboardIncidents(bench);
  bench.jira.edit(first.key, { summary: 'First, changed' });
  bench.jira.edit(second.key, { summary: 'Second, changed' });
  const path = `${bench.home}/plan.json`;
  await bench.run('plan', 'incidents', '--out', path);
  bench.jira.edit(second.key, { summary: 'Second, changed again' });

  const { code, notes } = await bench.run('sync', 'incidents', '--plan', path, '--wait');
  expect(code).toBe(1);
  expect(notes).toContain('not as planned');
  const titles = bench.serviceNow.people.rows('incident').map(({ short_description }) => short_description);
  expect(titles.sort()).toEqual(['First, changed', 'Second']);
});

test('a plan that was edited, is of another integration or is none is refused', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await applyIncidents(bench);
  const path = `${bench.home}/plan.json`;
  await bench.run('plan', 'incidents', '--out', path);
  const edited = await bench.write('edited.json', (await bench.read('plan.json')).replace('is on fire', 'is fine'));
  expect((await bench.run('sync', 'incidents', '--plan', edited, '--wait')).notes).toContain(
    'was edited since it was made',
  );
  const other = await bench.write('other.json', (await bench.read('plan.json')).replace('"incidents"', '"others"'));
  expect((await bench.run('sync', 'incidents', '--plan', other, '--wait')).notes).toContain('is a plan of others');
  const none = await bench.write('none.json', '{}');
  const { code, notes } = await bench.run('sync', 'incidents', '--plan', none, '--wait');
  expect(code).toBe(2);
  expect(notes).toContain('is not a plan');
});
