import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();

interface Conflicts {
  readonly conflicts: readonly {
    readonly id: string;
    readonly version: number;
    readonly left: { readonly key: string; readonly value: unknown };
    readonly right: { readonly key: string; readonly value: unknown };
  }[];
}

/** Both sides change the summary of the one item differently. */
async function makeConflict(): Promise<
  Conflicts['conflicts'][number] & { readonly issue: string; readonly incident: string }
> {
  const { key: issue } = bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  const incident = String(bench.serviceNow.people.rows('incident')[0]?.number);
  bench.jira.edit(issue, { summary: 'Printer is out' });
  bench.serviceNow.people.edit('incident', incident, { short_description: 'Printer smells' });
  await bench.run('sync', 'incidents', '--wait');
  const { document } = await bench.json<Conflicts>('conflicts', 'incidents');
  const [conflict] = document.conflicts;
  if (conflict === undefined) throw new Error('nothing is held');
  return { ...conflict, issue, incident };
}

const title = (incident: string) => bench.serviceNow.people.get('incident', incident).short_description;

test('a field that both sides changed is listed with both values, and resolve --take settles it', async () => {
  const { id, left, right, issue, incident } = await makeConflict();
  expect(left).toEqual({ key: issue, value: 'Printer is out' });
  expect(right).toEqual({ key: incident, value: 'Printer smells' });
  expect((await bench.run('conflicts')).out).toContain('“Printer smells”');

  const { code, document } = await bench.json('resolve', id, '--take', 'right');
  expect(code).toBe(0);
  expect(document).toMatchObject({ conflict: { state: 'answered', answer: { take: 'right' } }, policy: null });
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
  expect(bench.jira.issue(issue).fields.summary).toBe('Printer smells');
  expect((await bench.json<Conflicts>('conflicts')).document.conflicts).toEqual([]);
});

test('resolve --take base puts both back to what they last agreed on', async () => {
  const { id, issue, incident } = await makeConflict();
  await bench.run('resolve', id, '--take', 'base');
  await bench.run('sync', 'incidents', '--wait');
  expect([bench.jira.issue(issue).fields.summary, title(incident)]).toEqual([
    'Printer is on fire',
    'Printer is on fire',
  ]);
});

test('resolve --value writes a value of its own to both', async () => {
  const { id, issue, incident } = await makeConflict();
  await bench.run('resolve', id, '--value', '"Printer is gone"');
  await bench.run('sync', 'incidents', '--wait');
  expect([bench.jira.issue(issue).fields.summary, title(incident)]).toEqual(['Printer is gone', 'Printer is gone']);
});

test('resolve --always also lets that side win from now on, as a new version of the mapping', async () => {
  const { id, issue, incident } = await makeConflict();
  expect((await bench.json('resolve', id, '--take', 'left', '--always')).document).toMatchObject({ policy: 'left' });
  await bench.run('sync', 'incidents', '--wait');
  bench.jira.edit(issue, { summary: 'Left again' });
  bench.serviceNow.people.edit('incident', incident, { short_description: 'Right again' });
  await bench.run('sync', 'incidents', '--wait');
  expect(title(incident)).toBe('Left again');
  expect((await bench.json('status', 'incidents')).document).toMatchObject({ integrations: [{ mappingVersion: 2 }] });
  expect((await bench.run('diff', '-f', `${bench.home}/syncline.yaml`)).out).toContain('summary');
});

test('an answer to what was shown before it moved is refused with 1 and nothing is stored', async () => {
  const { id, version, issue } = await makeConflict();
  bench.jira.edit(issue, { summary: 'Printer is out, twice' });
  await bench.run('sync', 'incidents', '--wait');
  const { code, notes } = await bench.run('resolve', id, '--take', 'left', '--seen', String(version));
  expect(code).toBe(1);
  expect(notes).toContain(`conflict ${id} has moved since version ${version} was shown`);
  expect((await bench.json<Conflicts>('conflicts')).document.conflicts).toMatchObject([{ state: 'open' }]);
});

test('answers that make no sense are refused before anything is stored', async () => {
  const { id } = await makeConflict();
  expect((await bench.run('resolve', id)).code).toBe(64);
  expect((await bench.run('resolve', id, '--take', 'left', '--value', '1')).code).toBe(64);
  expect((await bench.run('resolve', id, '--take', 'base', '--always')).code).toBe(64);
  expect((await bench.run('resolve', id, '--take', 'both')).code).toBe(64);
  const notJson = await bench.run('resolve', id, '--value', 'High');
  expect(notJson.code).toBe(2);
  expect(notJson.notes).toContain(`--value '"High"'`);
  expect((await bench.run('resolve', '999', '--take', 'left')).notes).toContain('there is no conflict 999');
  expect((await bench.json<Conflicts>('conflicts')).document.conflicts).toMatchObject([{ state: 'open' }]);
});
