import { afterEach, beforeEach, expect, test } from 'vitest';
import { listConnections } from '../../../backend/connections/index.js';
import { type ConnectionName, createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
});
afterEach(() => world.close());

const connection = async (name: ConnectionName) =>
  (await world.database.transaction('list', listConnections)).find((candidate) => candidate.name === name);

// Red without: checkSite (connections/site-check.ts).
test.each([
  ['jira', () => world.jira.manners.set('B28')],
  ['service-now', () => world.serviceNow.manners.set('B28')],
] as const)(
  'another site behind the address of %s is refused before anything is stored or written',
  async (name, copy) => {
    const { siteId } = (await connection(name)) ?? {};
    copy();
    world.jira.edit('BENCH-1', { summary: 'On the copy' });
    world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), { priority: '1' });
    world.serviceNow.calls.reset();
    const run = await world.run('incremental');
    expect(run).toMatchObject({ state: 'paused' });
    expect(run.error?.message).toContain(`connection ${name}: another site answers`);
    expect(run.error?.message).toContain(`syncline rebind ${name}`);
    expect(await connection(name)).toMatchObject({ state: 'paused', siteId });
    expect(world.serviceNow.calls.writes).toBe(0);
    expect(world.jira.calls.of('editIssue')).toBe(0);
    expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is slow' });
  },
);

// Red without: the check before a run goes on with what an earlier one has stored (workAll in runs/work-phase.ts).
test('changes that an earlier run has stored are not written to another site either', async () => {
  world.jira.edit('BENCH-1', { summary: 'Before the copy' });
  await world.kill('incremental', { transaction: 'take changes', when: 'before' });
  world.serviceNow.manners.set('B28');
  world.serviceNow.calls.reset();
  expect(await world.run('incremental')).toMatchObject({ state: 'paused' });
  expect(world.serviceNow.calls.writes).toBe(0);
});
