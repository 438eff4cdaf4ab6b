import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerConflict, getConflict, listConflicts } from '../../backend/conflicts/index.js';
import { moveLink } from '../../backend/links/index.js';
import { makePlan } from '../../backend/plans/index.js';
import { installSite, storeEvent } from '../../backend/sites/index.js';
import { planNextPoll, requestRun, sweep, tick } from '../../backend/ticks/index.js';
import { incidents } from '../support/definitions.js';
import { type SqlWatch, watchSql } from '../support/executed-sql.js';
import { RecordedQueue } from '../support/recorded-queue.js';
import { createWorld, type World } from '../support/world.js';

/** Every folder of the backend with statements that a run executes. */
const ENGINE = [
  'changes',
  'conflicts',
  'connections',
  'history',
  'integrations',
  'links',
  'plans',
  'runs',
  'streams',
  'ticks',
  'writes',
];

let watch: SqlWatch;
let world: World;
beforeAll(async () => {
  watch = await watchSql(join(import.meta.dirname, '../../backend'));
  world = await createWorld({ definition: incidents({ match: null }) });
});
afterAll(async () => {
  await watch.stop();
  await world.close();
});

test('every statement of the engine is executed', async () => {
  await aDay();
  expect(await watch.unexecuted(ENGINE)).toEqual([]);
}, 120_000);

/** Something of everything that happens to an installation. */
async function aDay(): Promise<void> {
  for (let n = 1; n <= 5; n += 1) world.jira.createIssue({ project: 'BENCH', summary: `Ticket ${n}` });
  world.serviceNow.manners.set('B11', { made: false, times: 1 });
  await world.run('onboarding');
  await edit();
  await settle();
  await double();
  await lose();
  await plan();
  await wait();
}

async function edit(): Promise<void> {
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Left' });
  world.jira.comment('BENCH-1', 'Have you tried another one?');
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), { short_description: 'Right' });
  await world.run('incremental');
}

async function settle(): Promise<void> {
  await world.database.transaction('answer', async (transaction) => {
    const [conflict] = await listConflicts(transaction, null);
    await answerConflict(transaction, { id: conflict?.id ?? '', version: conflict?.version ?? 0 }, { take: 'left' });
    await getConflict(transaction, conflict?.id ?? '');
  });
  await world.run('incremental');
}

/** One item is gone on both sides, one on one side and edited on the other, one on one side alone, one has a new id. */
async function lose(): Promise<void> {
  for (const key of ['BENCH-2', 'BENCH-3', 'BENCH-4']) {
    const { sys_id = '' } = world.incident(key);
    world.jira.remove(key);
    if (key === 'BENCH-2') world.serviceNow.people.remove('incident', sys_id);
    if (key === 'BENCH-3') world.serviceNow.people.edit('incident', sys_id, { short_description: 'Kept' });
  }
  await world.run('reconcile');
  world.clock.advance(60_000);
  await world.run('incremental');
  const [link] = await world.links();
  if (link === undefined) throw new Error('nothing is linked');
  const to = { side: 'left' as const, id: link.left.id, historyHash: link.historyHash };
  await world.database.transaction('move', (transaction) => moveLink(transaction, link, to));
}

/** The same create lands twice, and a person has edited the second. */
async function double(): Promise<void> {
  world.clock.advance(60_000);
  const [made] = world.serviceNow.people.rows('incident');
  world.serviceNow.people.create(
    'incident',
    { correlation_display: made?.correlation_display ?? '' },
    { as: 'syncline' },
  );
  await world.run('incremental');
}

async function plan(): Promise<void> {
  await world.redefine((definition) => ({ ...definition, conflicts: 'left' }));
  world.jira.edit('BENCH-5', { summary: 'Planned' });
  const made = await makePlan(world.engine, await world.integration(), new AbortController().signal);
  await world.run('manual', { planId: made.id });
  await world.run('manual', { items: ['BENCH-5'] });
}

async function wait(): Promise<void> {
  world.jira.manners.set('B16', { kind: 'retry-after', retryAfterSeconds: 600, times: 1 });
  await world.run('incremental');
  world.jira.hideProject('BENCH');
  await world.run('incremental');
  world.jira.manners.set('B16', { kind: '401' });
  await world.run('incremental');
  const queue = new RecordedQueue();
  const { database, engine, clock } = world;
  const { id } = await world.integration();
  await database.transaction('plan', (transaction) => planNextPoll(transaction, { integrationId: id }, 'onpremise'));
  const requested = { integrationId: id, mode: 'incremental' as const, request: {} };
  for (let n = 0; n < 2; n += 1) {
    const asked = { queue, random: engine.random };
    await database.transaction('request', (transaction) => requestRun(transaction, asked, requested));
  }
  await event();
  await tick({ database, queue, random: engine.random, clock, log: engine.log, mode: 'onpremise' });
  await sweep({ database, queue });
}

/** Something has happened in the project, as the Jira says in which the app is installed. */
async function event(): Promise<void> {
  await world.database.transaction('event', async (transaction) => {
    const address = { baseUrl: 'http://jira.test', displayUrl: 'http://jira.test' };
    const site = await installSite(transaction, { host: 'forge', key: 'acme', ...address }, 'onpremise');
    await storeEvent(transaction, site, { delivery: 'one', kind: 'avi:jira:updated:issue', project: 'BENCH' });
  });
}
