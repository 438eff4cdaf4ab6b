import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const isCreate = ({ method, url }: HttpRequest) => method === 'POST' && url.includes('/api/now/table/incident');
const isBulkCreate = ({ url }: HttpRequest) => url.endsWith('/rest/api/3/issue/bulk');
const isUpdate = ({ method, url }: HttpRequest) => method === 'PATCH' && url.includes('/api/now/table/incident');

// Red without: the look-up by mark (lookUp in changes/decide-unlinked.ts).
test('a create whose answer died with its worker is found by its mark, and not made again', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.redefine((definition) => ({ ...definition, match: null }));
  await world.kill('onboarding', { call: isCreate, when: 'after' });
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);

  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { failed: 0, held: 0 } });
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
  expect(await world.links()).toHaveLength(1);
});

// Red without: the look-up by mark (lookUp in changes/decide-unlinked.ts).
test('a bulk create whose answer died with its worker is found element by element', async () => {
  for (let n = 1; n <= 4; n += 1) world.serviceNow.people.create('incident', { short_description: `VPN drops ${n}` });
  await world.redefine((definition) => ({ ...definition, match: null }));
  await world.kill('onboarding', { call: isBulkCreate, when: 'after' });
  expect(world.jira.issues()).toHaveLength(4);

  expect(await world.run('onboarding')).toMatchObject({ state: 'finished', counters: { failed: 0, held: 0 } });
  expect(world.jira.issues()).toHaveLength(4);
  expect(await world.links()).toHaveLength(4);
});

// Red without: the second look (createOrWait in changes/decide-unlinked.ts).
test('a create that was not made is looked for twice, a settling time apart, before it is made again', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Disk is full' });
  await world.kill('onboarding', { call: isCreate, when: 'before' });
  const killedAt = world.clock.now().getTime();
  let madeAt = 0;
  const looks: number[] = [];
  world.intercept('service-now', (request, send) => {
    if (isCreate(request)) madeAt = world.clock.now().getTime();
    else if (decodeURIComponent(request.url).includes('correlation_displayIN')) looks.push(world.clock.now().getTime());
    return send();
  });
  await world.run('onboarding');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
  const before = looks.filter((at) => at >= killedAt && at <= madeAt);
  expect(before.length).toBeGreaterThanOrEqual(2);
  expect(madeAt - (before[0] ?? 0)).toBeGreaterThanOrEqual(60_000);
});

// Red without: the second look (createOrWait in changes/decide-unlinked.ts).
test('a create that lands after its time-out, within half a minute, is not made twice', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
  world.serviceNow.manners.set('B12', { delayMs: 50_000, drop: 'before', times: 1 });
  await world.run('onboarding');
  world.clock.advance(120_000);
  await world.run('incremental');
  await world.run('incremental');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
  expect(await world.links()).toHaveLength(1);
  expect(await world.sql(`select message from history where kind = 'doubled'`)).toEqual([]);
});

// Red without: recoverBases (prepareLink in writes/prepare-link.ts).
test('an update whose answer died with its worker is read and not sent again', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Printer is out of ink' });
  await world.kill('incremental', { call: isUpdate, when: 'after' });
  world.serviceNow.calls.reset();

  expect(await world.run('incremental')).toMatchObject({ state: 'finished', counters: { held: 0, failed: 0 } });
  expect(world.serviceNow.calls.writes).toBe(0);
  const [link] = await world.links();
  expect(link?.bases['summary:short_description']).toMatchObject({
    left: 'Printer is out of ink',
    right: 'Printer is out of ink',
  });
  expect(await world.sql(`select id from writes where state in ('intended', 'unknown')`)).toEqual([]);
});

// Red without: recoverBases, because a person's later edit would then be carried back (prepareLink in writes/prepare-link.ts).
test('an update that was not made is merged again, with what people did since', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Screen flickers', priority: 'Medium' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Screen flickers at noon', priority: 'High' });
  await world.kill('incremental', { call: isUpdate, when: 'before' });
  world.jira.edit('BENCH-1', { summary: 'Screen flickers always' });
  await world.run('incremental');
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Screen flickers always', priority: '2' });
  expect(world.jira.issue('BENCH-1')).toMatchObject({ fields: { summary: 'Screen flickers always' } });
});

// Red without: both limits of GroupCommit (writes/group-commit.ts).
test('a kill leaves no more than some twenty creates to be looked for', async () => {
  for (let n = 1; n <= 60; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  await world.kill('onboarding', { transaction: 'close links', when: 'before' });
  const made = world.serviceNow.people.rows('incident').length;
  expect(made).toBeGreaterThan(0);
  // twenty, those in flight and those just answered
  expect(made).toBeLessThanOrEqual(40);

  await world.run('onboarding');
  expect(world.serviceNow.people.rows('incident')).toHaveLength(60);
  expect(await world.links()).toHaveLength(60);
});
