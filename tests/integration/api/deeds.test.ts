import { expect, test } from 'vitest';
import { apiBench } from './support/api-bench.js';

const bench = apiBench();

interface Shown {
  readonly id: string;
  readonly version: number;
}

/** Both sides change the summary of the one item differently. */
async function makeConflict(): Promise<Shown & { readonly key: string }> {
  const { world } = bench;
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit(key, { summary: 'Printer is out' });
  world.serviceNow.people.edit('incident', String(world.incident(key).number), { short_description: 'Printer smells' });
  await world.run('incremental');
  const { body } = await bench.get<{ items: readonly Shown[] }>('/conflicts?integration=incidents');
  const [conflict] = body.items;
  if (conflict === undefined) throw new Error('nothing is held');
  return { ...conflict, key };
}

test('an integration and a connection are paused and resumed; without a pause nothing of the others is touched', async () => {
  expect((await bench.post('/integrations/incidents/pause')).body).toMatchObject({
    state: 'paused',
    pausedReason: 'by hand',
  });
  expect((await bench.get('/connections/jira')).body).toMatchObject({ state: 'active' });
  expect((await bench.post('/integrations/incidents/runs')).body).toMatchObject({
    status: 409,
    detail: expect.stringContaining('incidents is paused'),
  });
  expect((await bench.post('/integrations/incidents/resume')).body).toMatchObject({ state: 'active' });
  expect((await bench.post('/connections/jira/pause')).body).toMatchObject({ state: 'paused' });
  expect((await bench.post('/connections/jira/resume')).body).toMatchObject({ state: 'active' });
  expect((await bench.post('/connections/incidents/pause')).status).toBe(404);
  expect((await bench.post('/integrations/jira/resume')).status).toBe(404);
  expect((await bench.post('/pause')).body).toEqual({ paused: ['incidents'] });
  expect((await bench.post('/resume')).body).toEqual({ resumed: ['incidents', 'jira', 'service-now'] });
});

test('a run that is asked for has a job; asked for again it is the same one, asked otherwise it is refused', async () => {
  const first = await bench.post<Shown>('/integrations/incidents/runs', { items: ['BENCH-1'] });
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ mode: 'manual', state: 'queued', request: { items: ['BENCH-1'] } });
  expect(first.headers.location).toBe(`/api/v1/runs/${first.body.id}`);
  expect(bench.queue.jobs).toMatchObject([{ payload: { runId: first.body.id } }]);
  const again = await bench.post<Shown>('/integrations/incidents/runs', { items: ['BENCH-1'] });
  expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  expect((await bench.post('/integrations/incidents/runs')).status).toBe(409);
  expect((await bench.post('/integrations/incidents/runs', { mode: 'onboarding' })).status).toBe(201);
  expect((await bench.post('/integrations/nothing/runs')).status).toBe(404);
});

test('a wish that makes no sense names each faulty member', async () => {
  const path = '/integrations/incidents/runs';
  expect((await bench.post(path, { mode: 'often', items: [''], extra: 1 })).body).toMatchObject({
    status: 400,
    errors: [
      { in: 'body', pointer: '#/mode' },
      { in: 'body', pointer: '#/items/0' },
      { in: 'body', pointer: '#/extra' },
    ],
  });
  expect((await bench.post(path, '{"mode":')).body).toMatchObject({ errors: [{ in: 'body', pointer: '#' }] });
  expect((await bench.post(path, `"${'x'.repeat(300_000)}"`)).status).toBe(413);
  expect((await bench.world.sql('select 1 from integration_runs')).length).toBe(0);
});

test('a plan says what a run would write, is kept, and is applied by a run', async () => {
  const { key } = bench.world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  const { status, body: plan, headers } = await bench.post<Shown>('/integrations/incidents/plans');
  expect(status).toBe(201);
  expect(plan).toMatchObject({ mode: 'onboarding', writes: [{ kind: 'create', side: 'right', sourceKey: key }] });
  expect(headers.location).toBe(`/api/v1/plans/${plan.id}`);
  expect((await bench.get(`/plans/${plan.id}`)).body).toEqual(plan);
  const { body: list } = await bench.get<{ items: readonly object[] }>('/plans?integration=incidents');
  expect(list.items).toMatchObject([{ id: plan.id, counts: { creates: { right: 1 } } }]);
  expect(JSON.stringify(list)).not.toContain('Printer');
  expect((await bench.post('/integrations/incidents/runs', { plan: plan.id })).body).toMatchObject({
    request: { planId: plan.id },
  });
  expect(await bench.world.run('manual')).toMatchObject({ state: 'finished', counters: { created: 1 } });
  const nobody = '00000000-0000-4000-8000-00000000dead';
  expect((await bench.get(`/plans/${nobody}`)).status).toBe(404);
  expect((await bench.post('/integrations/incidents/runs', { plan: nobody })).status).toBe(404);
});

test('an answer to a conflict is acted on by the next run', async () => {
  const { id, version, key } = await makeConflict();
  expect((await bench.get(`/conflicts/${id}`)).body).toMatchObject({
    left: { key, value: 'Printer is out' },
    right: { value: 'Printer smells' },
    state: 'open',
  });
  expect((await bench.post(`/conflicts/${id}/answer`, { version, take: 'right' })).body).toMatchObject({
    conflict: { state: 'answered', answer: { take: 'right' } },
    policy: null,
  });
  bench.world.clock.advance(60_000);
  await bench.world.run('incremental');
  expect(bench.world.jira.issue(key).fields.summary).toBe('Printer smells');
  expect((await bench.get('/conflicts')).body).toMatchObject({ items: [] });
  expect((await bench.get('/conflicts?state=closed')).body).toMatchObject({ items: [{ id, state: 'closed' }] });
  expect((await bench.post(`/conflicts/${id}/answer`, { version, take: 'left' })).status).toBe(409);
});

// Red without: the comparison of `seen` in backend/application/deeds/resolve-conflict.ts.
test('an answer to what was shown before it moved is refused, and shows what is there now', async () => {
  const { id, version, key } = await makeConflict();
  bench.world.jira.edit(key, { summary: 'Printer is out, twice' });
  bench.world.clock.advance(60_000);
  await bench.world.run('incremental');
  const { status, body } = await bench.post(`/conflicts/${id}/answer`, { version, take: 'left' });
  expect(status).toBe(409);
  expect(body).toMatchObject({
    title: 'Stale',
    conflict: { version: version + 1, left: { value: 'Printer is out, twice' } },
  });
  expect((await bench.get(`/conflicts/${id}`)).body).toMatchObject({ state: 'open', answer: null });
});

test('an answer that makes no sense names each faulty member, and one to nothing is not found', async () => {
  const faults = async (body: object) => {
    const { status, body: said } = await bench.post<{ errors: readonly { pointer: string }[] }>(
      '/conflicts/1/answer',
      body,
    );
    expect(status).toBe(400);
    return said.errors.map(({ pointer }) => pointer);
  };
  expect(await faults({})).toEqual(['#/version']);
  expect(await faults({ version: 1 })).toEqual(['#/take']);
  expect(await faults({ version: 1, take: 'left', value: 1 })).toEqual(['#/value']);
  expect(await faults({ version: 1, take: 'base', always: true })).toEqual(['#/always']);
  expect((await bench.post('/conflicts/999/answer', { version: 1, take: 'left' })).status).toBe(404);
});

test('what happened to a pair is read by link, by run and by item, and is proved', async () => {
  const { key } = await makeConflict();
  const { body: links } = await bench.get<{ items: readonly Shown[] }>(`/links?item=${key}`);
  expect(links.items).toMatchObject([{ left: { key }, state: 'held', integration: 'incidents' }]);
  const id = links.items[0]?.id;
  expect((await bench.get(`/links/${id}`)).body).toEqual(links.items[0]);
  expect((await bench.get('/links?state=held')).body).toMatchObject({ items: [{ id }] });
  expect((await bench.get('/links?state=equal')).body).toMatchObject({ items: [] });
  const { body: history } = await bench.get<{ items: readonly (Shown & { kind: string; run: string })[] }>(
    `/history?link=${id}`,
  );
  expect(history.items.at(-1)).toMatchObject({ kind: 'created' });
  expect(history.items[0]).toMatchObject({ kind: 'held', integration: 'incidents' });
  expect((await bench.get(`/history/${history.items[0]?.id}`)).body).toEqual(history.items[0]);
  const ofRun = await bench.get<{ items: readonly { run: string }[] }>(`/history?run=${history.items[0]?.run}`);
  expect(new Set(ofRun.body.items.map(({ run }) => run))).toEqual(new Set([history.items[0]?.run]));
  expect((await bench.get(`/links/${id}/proof`)).body).toEqual({
    lines: history.items.length,
    isTrue: true,
    fault: null,
  });
});

test('a link that is ended stays as a tombstone, and is not ended twice', async () => {
  const { world } = bench;
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await world.run('onboarding');
  const { body } = await bench.get<{ items: readonly Shown[] }>(`/links?item=${key}`);
  const id = body.items[0]?.id;
  expect((await bench.post(`/links/${id}/unlink`)).body).toMatchObject({ state: 'ended', endedReason: 'unlinked' });
  expect((await bench.post(`/links/${id}/unlink`)).status).toBe(404);
  expect((await bench.get(`/links/${id}/proof`)).body).toMatchObject({ isTrue: true });
  world.clock.advance(60_000);
  world.jira.edit(key, { summary: 'Printer is out' });
  await world.run('incremental');
  expect((await bench.get('/links?state=equal')).body).toMatchObject({ items: [] });
});

test('another site is accepted by rebind alone', async () => {
  await bench.world.run('onboarding');
  await bench.world.sql(`update connections set site_id = 'another' where name = 'jira'`);
  const { body } = await bench.post('/connections/jira/rebind');
  expect(body).toMatchObject({ connection: 'jira', before: 'another', now: expect.any(String) });
  expect((await bench.post('/connections/jirra/rebind')).status).toBe(404);
});

test('changes that wait are listed with why, until they are dealt with', async () => {
  const { world } = bench;
  await world.sql(
    `insert into changes (integration_id, lane, side, item_id, item_key, kind, filtered, problem)
     select id, 'incremental', 'left', item, 'BENCH-' || item, 'seen', false, problem
       from integrations, (values ('1', null), ('2', 'the field is read-only')) as v (item, problem) order by item`,
  );
  const { body } = await bench.get<{ items: readonly Shown[]; next: string }>('/changes?limit=1');
  expect(body.items).toMatchObject([{ item: { key: 'BENCH-1' }, problem: null, integration: 'incidents' }]);
  const rest = await bench.get<{ items: readonly Shown[] }>(`/changes?cursor=${body.next}`);
  expect(rest.body).toMatchObject({ items: [{ item: { key: 'BENCH-2' } }], next: null });
  expect((await bench.get('/changes?problem=true')).body).toEqual(rest.body);
  expect((await bench.get(`/changes/${rest.body.items[0]?.id}`)).body).toEqual(rest.body.items[0]);
  expect((await bench.get('/changes/999999')).status).toBe(404);
  expect((await bench.get('/changes/x')).status).toBe(400);
});
