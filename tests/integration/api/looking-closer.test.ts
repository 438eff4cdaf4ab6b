import { expect, test } from 'vitest';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

interface List<Entry> {
  readonly items: readonly Entry[];
  readonly next: string | null;
}
interface Pair {
  readonly id: string;
  readonly left: { readonly key: string };
  readonly right: { readonly key: string };
}

const items = async <Entry>(path: string) => (await bench.get<List<Entry>>(path)).body.items;

/** Three issues with their partners, linked one after the other. */
async function threeLinks(): Promise<readonly Pair[]> {
  for (const summary of ['first', 'second', 'third']) {
    bench.world.jira.createIssue({ project: 'BENCH', summary });
    await bench.world.run(summary === 'first' ? 'onboarding' : 'incremental');
    bench.world.clock.advance(1_000);
  }
  return items<Pair>('/links');
}

// Red without: the order of pageLinks (links/link-status-repository.ts); ids of links are in no order.
test('links come youngest first, page by page, each once', async () => {
  const links = await threeLinks();
  const keys = links.map(({ left }) => Number(left.key.split('-')[1]));
  expect(keys).toEqual([...keys].sort((one, other) => other - one));
  const walked: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const { body } = await bench.get<List<Pair>>(`/links?integration=incidents&limit=1${cursor}`);
    walked.push(...body.items.map(({ id }) => id));
    next = body.next;
  }
  expect(walked).toEqual(links.map(({ id }) => id));
});

test('links are searched by what a key of either side begins with', async () => {
  const links = await threeLinks();
  const [link] = links;
  expect(await items('/links?search=bench')).toHaveLength(3);
  expect(await items<Pair>(`/links?search=${link?.right.key.toLowerCase()}`)).toEqual([link]);
  // A sign that means something to the database means itself.
  expect(await items('/links?search=%25')).toEqual([]);
});

// Red without: the lane in pageChanges.
test('what a run has still to deal with is told, with why it is put off', async () => {
  const { world } = bench;
  const poll = await world.run('incremental');
  const onboarding = await world.run('onboarding');
  await world.sql(
    `insert into changes (integration_id, lane, side, item_id, item_key, kind, filtered, problem)
     select id, lane, 'left', lane, lane, 'seen', false, 'the tool answers 503'
       from integrations, unnest(array['incremental', 'onboarding', 'run ${poll.id}']) lane`,
  );
  const changes = await items(`/changes?run=${poll.id}`);
  expect(changes).toMatchObject([{ item: { key: 'incremental' }, kind: 'seen', problem: 'the tool answers 503' }]);
  expect(await items(`/changes?run=${onboarding.id}`)).toMatchObject([{ item: { key: 'onboarding' } }]);
  await world.sql(`update integration_runs set request = '{"items": ["BENCH-1"]}' where id = '${poll.id}'`);
  expect(await items(`/changes?run=${poll.id}`)).toMatchObject([{ item: { key: `run ${poll.id}` } }]);
  expect((await bench.get('/changes?run=99999999-9999-4999-8999-999999999999')).status).toBe(404);
});

test('the writes of a run say what was to change and what became of it', async () => {
  const issue = bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const onboarding = await bench.world.run('onboarding');
  expect(await items(`/writes?run=${onboarding.id}`)).toMatchObject([
    { kind: 'create', side: 'right', state: 'done', sourceKey: issue.key, integration: 'incidents', error: null },
  ]);
  bench.world.jira.edit(issue.key, { summary: 'Printer is out' });
  bench.world.clock.advance(10_000);
  const poll = await bench.world.run('incremental');
  const [link] = await items<Pair>('/links');
  const [write] = await items<{ readonly fields: readonly unknown[] }>(`/writes?run=${poll.id}&state=done`);
  expect(write).toMatchObject({
    kind: 'update',
    link: link?.id,
    keys: { left: link?.left.key, right: link?.right.key },
    fields: [{ field: 'summary:short_description', before: 'Printer is on fire', after: 'Printer is out' }],
  });
  expect(await items(`/writes?run=${poll.id}&state=refused`)).toEqual([]);
  const { status, body } = await bench.get('/writes?run=99999999-9999-4999-8999-999999999999');
  expect([status, body]).toEqual([
    404,
    expect.objectContaining({ detail: expect.stringContaining('there is no run') }),
  ]);
});

test('mapped fields carry the names that people know them by, and what their options mean', async () => {
  const before = await items<{ readonly field: string; readonly left: { readonly name: string } | null }>(
    '/integrations/incidents/fields',
  );
  expect(before.map(({ field }) => field)).toContain('summary:short_description');
  // Nothing was asked of the tools yet.
  expect(before[0]?.left?.name).toBe('summary');
  await bench.world.run('onboarding');
  const named = await items('/integrations/incidents/fields');
  expect(named).toContainEqual({
    field: 'summary:short_description',
    left: { id: 'summary', name: 'Summary', kind: 'text', options: null },
    right: { id: 'short_description', name: 'Short description', kind: 'text', options: null },
  });
  expect(named).toContainEqual(
    expect.objectContaining({
      right: expect.objectContaining({ id: 'state', options: expect.arrayContaining([{ id: '1', label: 'New' }]) }),
    }),
  );
});

test('conflicts and changes can be asked for by their link', async () => {
  const [one, other] = await threeLinks();
  await bench.world.sql(
    `insert into conflicts (integration_id, link_id, field, reason, message, state)
     select integration_id, id, 'summary:short_description', 'conflict', 'both sides were changed', 'open' from links where id = '${one?.id}'`,
  );
  await bench.world.sql(
    `insert into changes (integration_id, lane, side, item_id, item_key, kind, filtered)
     select integration_id, 'poll', 'right', right_id, right_key, 'seen', false from links where id = '${one?.id}'`,
  );
  expect(await items(`/conflicts?link=${one?.id}`)).toMatchObject([{ link: one?.id, state: 'open' }]);
  expect(await items(`/conflicts?link=${other?.id}`)).toEqual([]);
  expect(await items(`/changes?link=${one?.id}`)).toMatchObject([{ item: { key: one?.right.key } }]);
  expect(await items(`/changes?link=${other?.id}`)).toEqual([]);
});

// Red without: lastEdit of both connectors.
test('who changed a held field last is asked of each tool', async () => {
  const { world } = bench;
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await world.run('onboarding');
  world.jira.edit(key, { summary: 'Printer is out' });
  const incident = String(world.incident(key).number);
  world.serviceNow.people.edit('incident', incident, { short_description: 'Printer smells' });
  world.clock.advance(10_000);
  await world.run('incremental');
  const [conflict] = await items<{ readonly id: string }>('/conflicts');
  const { body } = await bench.get(`/conflicts/${conflict?.id}/edits`);
  const edit = { by: expect.stringMatching(/\w/), at: expect.stringMatching(/Z$/) };
  expect(body).toEqual({ left: edit, right: edit });
});

test('a tool that is not to be asked tells nothing of who changed what, and the other does', async () => {
  const { world } = bench;
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await world.run('onboarding');
  world.jira.edit(key, { summary: 'Printer is out' });
  await world.sql(`
    insert into conflicts (integration_id, link_id, field, reason, message, state)
    select integration_id, id, 'summary:short_description', 'conflict', 'both sides were changed', 'open' from links`);
  await bench.post('/connections/service-now/pause');
  const [conflict] = await items<{ readonly id: string }>('/conflicts');
  expect((await bench.get(`/conflicts/${conflict?.id}/edits`)).body).toMatchObject({
    left: { by: expect.stringMatching(/\w/) },
    right: null,
  });
});
