import { expect, test } from 'vitest';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

interface Mapping {
  readonly version: { readonly version: number; readonly madeBy: { readonly name: string } | null };
  readonly revision: string;
  readonly yaml: string;
  readonly entry: Entry;
  readonly links: number;
  readonly mayChange: boolean;
}
interface Entry {
  readonly items: readonly { readonly fields: readonly unknown[] }[];
}
interface Remark {
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly suggestion: string | null;
}
interface Checked {
  readonly yaml: string;
  readonly entry: Entry | null;
  readonly faults: readonly Remark[];
  readonly differences: readonly { readonly kind: string; readonly path: string }[];
}
interface Remap {
  readonly links: {
    readonly total: number;
    readonly affected: number;
    readonly lookedAt: number;
    readonly isSample: boolean;
  };
  readonly counts: { readonly writes: { readonly left: number; readonly right: number }; readonly held: number };
  readonly items: readonly { readonly leftKey: string; readonly writes: readonly unknown[] }[];
}

const PATH = '/integrations/incidents/mapping';
const inForce = async () => {
  const said = await bench.get<Mapping>(PATH);
  if (said.status !== 200) throw new Error(JSON.stringify(said.body));
  return said.body;
};
const check = async (yaml: string, entry?: unknown) =>
  (await bench.post<Checked>(`${PATH}/check`, entry === undefined ? { yaml } : { yaml, entry })).body;

/** The mapping with the description carried into the work notes' neighbour, which nothing writes yet. */
const withUrgency = (yaml: string) =>
  yaml.replace(
    '- [ description, description ]',
    '- [ description, description ]\n      # how soon\n      - { left: priority, right: urgency, values: { High: "1", Medium: "2", Low: "3" }, direction: right }',
  );

test('what counts is shown in the words of the file, as text and as JSON, and has nothing to say against itself', async () => {
  const { version, yaml, entry, links, mayChange } = await inForce();
  expect({ version: version.version, links, mayChange }).toEqual({ version: 1, links: 0, mayChange: true });
  expect(yaml).toContain('left: { connection: jira, project: BENCH }');
  expect(entry.items[0]?.fields[0]).toEqual(['summary', 'short_description']);
  const checked = await check(yaml);
  expect(checked).toMatchObject({ yaml, entry, faults: [], differences: [], unknown: [] });
});

test('either side of the page is the draft: an edit of the JSON keeps comments of the text', async () => {
  const { yaml } = await inForce();
  const commented = withUrgency(yaml);
  const { entry, faults, differences } = await check(commented);
  expect(faults).toEqual([]);
  expect(differences).toEqual([
    expect.objectContaining({ kind: 'added', path: 'items["Task:incident"].fields["priority:urgency"]' }),
  ]);
  const [item] = entry?.items ?? [];
  const without = { ...entry, items: [{ ...item, fields: item?.fields.slice(1) }] };
  const edited = await check(commented, without);
  expect(edited.yaml).toContain('# how soon');
  expect(edited.yaml).not.toContain('short_description');
  expect(edited.entry).toEqual(without);
});

// Red without: the compile step of check-draft.ts, or pathInFile.
test('what the tools do not have is a fault with its place, its reason and what was meant', async () => {
  const { yaml } = await inForce();
  const draft = yaml
    .replace('[ summary, short_description ]', '[ sumary, short_description ]')
    .replace('Highest: "1"', 'Highset: "1"');
  const { faults } = await check(draft);
  const line = (text: string) => draft.split('\n').findIndex((each) => each.includes(text)) + 1;
  expect(faults).toEqual([
    expect.objectContaining({ pointer: '/items/0/fields/0/0', line: line('sumary'), suggestion: 'summary' }),
    expect.objectContaining({ pointer: '/items/0/fields/2/values/Highset', line: line('Highset') }),
  ]);
});

// Red without: missingAtCreate in check-draft.ts.
test('a field that a tool wants of each new item and that nothing gives is a fault', async () => {
  const { yaml } = await inForce();
  const { faults } = await check(yaml.replace('      - [ summary, short_description ]\n', ''));
  expect(faults).toEqual([
    expect.objectContaining({ pointer: '/items/0', message: expect.stringContaining('Summary (summary)') }),
  ]);
});

// Red without: movedSides in check-draft.ts.
test('a draft cannot point the integration at another place', async () => {
  const { yaml, revision } = await inForce();
  const moved = yaml.replace('project: BENCH', 'project: OTHER');
  expect((await check(moved)).faults).toEqual([
    expect.objectContaining({ pointer: '/left/project', suggestion: 'BENCH' }),
  ]);
  expect((await bench.post(PATH, { yaml: moved, revision })).status).toBe(400);
});

test('a text that cannot be read is a fault with its line, and no JSON', async () => {
  const { entry, faults } = await check('kind: sync\n\tleft: x\n');
  expect(entry).toBeNull();
  expect(faults).toEqual([expect.objectContaining({ line: 2, pointer: '' })]);
});

test('a draft that is stored is a version with its maker, and keeps its comments', async () => {
  const { yaml, revision } = await inForce();
  const saved = await bench.post<{ readonly version: number }>(PATH, { yaml: withUrgency(yaml), revision });
  expect(saved).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await inForce()).toMatchObject({
    yaml: withUrgency(yaml),
    version: { version: 2, madeBy: { name: 'operator' } },
  });
  const { items } = (await bench.get<{ readonly items: readonly unknown[] }>(`${PATH}/versions`)).body;
  expect(items).toMatchObject([
    { version: 2, isPresent: true, changes: 1, madeBy: { name: 'operator' } },
    { version: 1, isPresent: false, changes: 0, madeBy: null },
  ]);
  expect(await bench.world.sql('select actor, action, subject, details from audit')).toEqual([
    {
      actor: 'operator',
      action: 'change mapping',
      subject: 'incidents',
      details: { version: 2, changed: ['items["Task:incident"].fields["priority:urgency"]'] },
    },
  ]);
});

// Red without: the revision in save-mapping.ts.
test('who was faster is named, and nothing is stored', async () => {
  const { yaml, revision } = await inForce();
  await bench.post(PATH, { yaml: withUrgency(yaml), revision });
  const late = await bench.post<{ readonly detail: string }>(PATH, { yaml, revision });
  expect(late.status).toBe(409);
  expect(late.body.detail).toContain('version 2, made by operator at');
  expect((await inForce()).version.version).toBe(2);
});

test('an older version counts again as a new one', async () => {
  const { yaml, revision } = await inForce();
  const { body } = await bench.post<{ readonly revision: string }>(PATH, { yaml: withUrgency(yaml), revision });
  const back = await bench.post(`${PATH}/versions/1/return`, { revision: body.revision });
  expect(back).toMatchObject({ status: 200, body: { version: 3 } });
  expect((await bench.get(`${PATH}/versions/1/differences`)).body).toEqual({ from: 1, to: 3, differences: [] });
  expect((await bench.get(`${PATH}/versions/1/differences?to=2`)).body).toMatchObject({
    differences: [{ kind: 'added' }],
  });
  expect((await bench.get(`${PATH}/versions/9`)).status).toBe(404);
});

// Red without: fieldsMappedAnew in plan-remap.ts, or the version ahead in findFormerMappings.
test('what a draft would write into linked items is told before it counts, and then a run writes just that', async () => {
  const { jira, serviceNow } = bench.world;
  const first = jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire', priority: 'High' });
  jira.createIssue({ project: 'BENCH', summary: 'No coffee', priority: 'Low' });
  await bench.world.run('onboarding');
  const { yaml, revision } = await inForce();
  const touched = async () => ({
    writes: serviceNow.calls.writes,
    links: await bench.world.sql('select * from links order by id'),
    changes: await bench.world.sql('select * from changes'),
  });
  const before = await touched();
  const { body } = await bench.post<Remap>(`${PATH}/remap`, { yaml: withUrgency(yaml) });
  expect(await touched()).toEqual(before);
  expect(body).toMatchObject({
    links: { total: 2, affected: 2, lookedAt: 2, isSample: false },
    counts: { writes: { left: 0, right: 1 }, held: 0 },
  });
  expect(body.items).toEqual([
    {
      leftKey: first.key,
      rightKey: expect.any(String),
      held: [],
      writes: [
        {
          kind: 'update',
          side: 'right',
          fields: [expect.objectContaining({ field: 'priority:urgency', after: '1 - High' })],
        },
      ],
    },
  ]);
  await bench.post(PATH, { yaml: withUrgency(yaml), revision });
  const run = await bench.world.run('incremental');
  expect(run.counters).toMatchObject({ updated: 1 });
  expect(bench.world.incident(first.key)).toMatchObject({ urgency: '1' });
});

test('a sample says that it is one', async () => {
  for (const summary of ['One', 'Two', 'Three']) bench.world.jira.createIssue({ project: 'BENCH', summary });
  await bench.world.run('onboarding');
  const { body } = await bench.post<Remap>(`${PATH}/remap`, { yaml: withUrgency((await inForce()).yaml), limit: 2 });
  expect(body.links).toEqual({ total: 3, affected: 3, lookedAt: 2, isSample: true });
});

test('a row is tried on a real item: what it is given, what it gives, and why it would be held', async () => {
  const { jira } = bench.world;
  const issue = jira.createIssue({ project: 'BENCH', summary: 'Printer', labels: ['paper', 'fire'] });
  await bench.world.run('onboarding');
  const { yaml } = await inForce();
  const wanted = { item: 0, field: 4, to: 'right' };
  expect((await bench.post(`${PATH}/try`, { yaml, ...wanted, key: issue.key })).body).toMatchObject({
    sourceKey: issue.key,
    value: ['paper', 'fire'],
    result: 'paper,fire',
    outcome: '“paper,fire”',
    problem: null,
  });
  const broken = yaml.replace('$join(value, ",")', '$sum(value)');
  expect((await bench.post(`${PATH}/try`, { yaml: broken, ...wanted })).body).toMatchObject({
    outcome: null,
    problem: expect.stringContaining('failed'),
  });
  expect((await bench.post(`${PATH}/try`, { yaml, ...wanted, key: 'BENCH-999' })).status).toBe(404);
});

test('what can be mapped is told for both sides', async () => {
  const { body } = await bench.get<
    Record<'left' | 'right', { readonly itemTypes: readonly { readonly name: string }[] }>
  >(`${PATH}/sides`);
  expect(body.left).toMatchObject({ connection: 'jira', container: 'BENCH', trouble: null });
  expect(body.right.itemTypes.map(({ name }) => name)).toContain('Incident');
});
