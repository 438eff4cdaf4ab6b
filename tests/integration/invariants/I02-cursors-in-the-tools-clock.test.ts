import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const isPoll = ({ method, url }: HttpRequest) =>
  method === 'GET' && decodeURIComponent(url).includes('sys_updated_on>=');
const isCreate = ({ method, url }: HttpRequest) => method === 'POST' && url.includes('/api/now/table/incident');

async function cursor(side: 'left' | 'right'): Promise<number> {
  const [row] = await world.sql('select updated_to from cursors where side = $1', [side]);
  if (!(row?.updated_to instanceof Date)) throw new Error(`the ${side} has no cursor`);
  return row.updated_to.getTime();
}

async function linkedIncidents(count: number): Promise<readonly string[]> {
  for (let n = 1; n <= count; n += 1)
    world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  await world.run('onboarding');
  await world.run('incremental');
  world.clock.advance(600_000);
  return world.serviceNow.people.rows('incident').map(({ sys_id }) => String(sys_id));
}

const edit = (id: string | undefined, short_description: string) =>
  world.serviceNow.people.edit('incident', id ?? '', { short_description });

const summaries = () =>
  world.jira
    .issues()
    .map(({ fields }) => fields.summary)
    .sort();

// Red without: greatest change time in advanceStream (streams/stream-repository.ts).
test('the cursor is the greatest change time that was read', async () => {
  await linkedIncidents(1);
  world.jira.edit('BENCH-1', { summary: 'Edited' });
  const editedAt = world.jira.issue('BENCH-1').updated.getTime();
  world.clock.advance(30_000);
  await world.run('incremental');
  expect(await cursor('left')).toBe(editedAt);
});

// Red without: `least` in advanceStream (streams/stream-repository.ts).
test('a cursor is never beyond the clock of the tool when the stream began', async () => {
  const ids = await linkedIncidents(3);
  for (const id of ids) {
    edit(id, 'Edited');
    world.clock.advance(2_000);
  }
  world.serviceNow.manners.set('B5', { limit: 1 });
  const startedAt = world.clock.now().getTime();
  let polls = 0;
  world.intercept('service-now', (request, send) => {
    if (isPoll(request) && ++polls === 2) {
      world.clock.advance(1_200_000);
      edit(ids[2], 'Edited while the pages were read');
    }
    return send();
  });
  await world.run('incremental');
  expect(polls).toBeGreaterThan(2);
  expect(await cursor('right')).toBeLessThanOrEqual(startedAt + 1_000);
  expect(summaries()).toContain('Edited while the pages were read');
});

// Red without: the cursor moving with the last page only (storePage in streams/read-stream.ts).
test('a cursor moves when the last page is done', async () => {
  const ids = await linkedIncidents(3);
  for (const id of ids) {
    edit(id, `Edited ${id}`);
    world.clock.advance(2_000);
  }
  world.serviceNow.manners.set('B5', { limit: 1 });
  const before = await cursor('right');
  await world.kill('incremental', { call: isPoll, when: 'before', nth: 3 });
  expect(await cursor('right')).toBe(before);
  await world.run('incremental');
  expect(summaries()).toEqual(ids.map((id) => `Edited ${id}`).sort());
  expect(await cursor('right')).toBeGreaterThan(before);
});

// Red without: the overlap (queryOf in streams/plan-streams.ts).
test('each poll reads a window again, so that what the index shows late is found', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  await world.run('onboarding');
  world.clock.advance(600_000);
  world.jira.manners.set('B1', { delayMs: 120_000, times: 1 });
  world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
  world.jira.manners.clear('B1');
  world.clock.advance(61_000);
  world.jira.edit('BENCH-2', { summary: 'Disk is full again' });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is slow' });
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'Disk is full again' });

  world.clock.advance(120_000);
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is very slow' });
});

// Red without: startCursors before the first page (runs/read-phase.ts).
test('polls begin where onboarding began, so that edits made while it ran are found', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  let isDone = false;
  world.intercept('service-now', async (request, send) => {
    const answer = await send();
    if (isCreate(request) && !isDone) {
      isDone = true;
      world.clock.advance(1_000);
      world.jira.edit('BENCH-1', { summary: 'Mail is very slow' });
      world.jira.edit('BENCH-2', { summary: 'Disk is full again' });
      world.clock.advance(3_600_000);
    }
    return answer;
  });
  await world.run('onboarding');
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is very slow' });
  expect(world.incident('BENCH-2')).toMatchObject({ short_description: 'Disk is full again' });
});

// Red without: the order by an immutable key (queryOf in streams/plan-streams.ts).
test('onboarding walks a key that no edit moves', async () => {
  for (let n = 1; n <= 6; n += 1) world.serviceNow.people.create('incident', { short_description: `Incident ${n}` });
  const ids = world.serviceNow.people.rows('incident').map(({ sys_id }) => String(sys_id));
  world.serviceNow.manners.set('B5', { limit: 2 });
  let pages = 0;
  world.intercept('service-now', async (request, send) => {
    const answer = await send();
    if (request.url.includes('ORDERBY') && !request.url.includes('IN')) {
      pages += 1;
      world.clock.advance(2_000);
      for (const id of ids) if (pages === 1) edit(id, `Edited ${id}`);
    }
    return answer;
  });
  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { created: 6 } });
  expect(pages).toBeGreaterThan(1);
});
