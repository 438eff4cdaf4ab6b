import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '../../../backend/connectors/sdk/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (const summary of ['Mail is slow', 'Disk is full']) world.jira.createIssue({ project: 'BENCH', summary });
});
afterEach(() => world.close());

const isCreate = ({ method, url }: HttpRequest) => method === 'POST' && url.includes('/api/now/table/incident');
const states = async () => (await world.sql('select state from writes order by intended_at')).map(({ state }) => state);
const changes = () => world.sql('select item_key from changes');

/** The worker is killed at the create of the partner of BENCH-1, and BENCH-1 is deleted before anybody has looked. */
async function loseSourceOfCreate(when: 'before' | 'after'): Promise<void> {
  await world.kill('onboarding', { call: isCreate, when });
  world.jira.remove('BENCH-1', { as: 'admin' });
  await world.run('onboarding');
  for (let round = 0; round < 3; round += 1) {
    world.clock.advance(120_000);
    await world.run('incremental');
  }
}

// Red without: the look-up of an interrupted create whose source is gone (changes/decide-gone.ts).
test('what an interrupted create made for an item that is gone is linked and named', async () => {
  await loseSourceOfCreate('after');
  const orphan = world.incident('BENCH-1');
  expect(orphan.short_description).toBe('Mail is slow');
  const link = (await world.links()).find(({ right }) => right.id === orphan.sys_id);
  expect(link).toMatchObject({ left: { key: 'BENCH-1' }, problem: expect.stringContaining('BENCH-1 in jira') });
  const history = await world.sql('select message from history where link_id = $1 order by id', [link?.id]);
  expect(history[0]?.message).toContain('was gone before they were linked');
  expect([await states(), await changes()]).toEqual([expect.not.arrayContaining(['intended', 'unknown']), []]);
});

// Red without: adoptOrphan (changes/adopt-orphan.ts).
test('what was made and edited by nobody follows the deletion where the file says so', async () => {
  await world.redefine((definition) => ({ ...definition, deletes: 'delete' }));
  await loseSourceOfCreate('after');
  expect(world.incident('BENCH-1')).toEqual({});
  expect(await world.links()).toMatchObject([{ left: { key: 'BENCH-2' } }]);
});

// Red without: the bases of what was made (basesOfCreate in writes/recover-bases.ts).
test('what somebody has edited since is not deleted after it: a person is asked', async () => {
  await world.redefine((definition) => ({ ...definition, deletes: 'delete' }));
  await world.kill('onboarding', { call: isCreate, when: 'after' });
  const { sys_id = '' } = world.incident('BENCH-1');
  world.clock.advance(10_000);
  world.serviceNow.people.edit('incident', sys_id, { short_description: 'Mail is slow since Monday' });
  world.jira.remove('BENCH-1', { as: 'admin' });
  await world.run('onboarding');
  for (let round = 0; round < 3; round += 1) {
    world.clock.advance(120_000);
    await world.run('incremental');
  }
  expect(world.incident('BENCH-1')).toMatchObject({ sys_id });
  const held = await world.sql(`select message from conflicts where state = 'open'`);
  expect(held).toMatchObject([{ message: expect.stringContaining('Mail is slow since Monday') }]);
});

// Red without: the settling of a create that made nothing (adoptOrphan in changes/adopt-orphan.ts).
test('a create that made nothing is settled when its source is gone', async () => {
  await loseSourceOfCreate('before');
  expect(world.incident('BENCH-1')).toEqual({});
  expect([await states(), await changes()]).toEqual([expect.not.arrayContaining(['intended', 'unknown']), []]);
});
