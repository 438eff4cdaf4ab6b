import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EndedReason, endLink } from '../../../backend/links/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  world.serviceNow.people.create('incident', { short_description: 'VPN drops' });
  await world.run('onboarding');
  world.clock.advance(60_000);
});
afterEach(() => world.close());

// Red without: findTombstones (changes/take-batch.ts).
test.each<EndedReason>(['unlinked', 'gone', 'undone'])(
  'an ended link (%s) stops its items from being linked or made again',
  async (reason) => {
    for (const { id } of await world.links()) {
      await world.database.transaction('end', (transaction) => endLink(transaction, id, reason));
    }
    for (const { key } of world.jira.issues()) world.jira.edit(key, { summary: `${key} goes its own way` });
    for (const { sys_id = '' } of world.serviceNow.people.rows('incident')) {
      world.serviceNow.people.edit('incident', sys_id, { short_description: `${sys_id} too` });
    }
    await world.run('incremental');
    await world.run('reconcile');
    await world.run('onboarding');
    expect(await world.links()).toEqual([]);
    expect(world.jira.issues()).toHaveLength(2);
    expect(world.serviceNow.people.rows('incident')).toHaveLength(2);
    expect(world.jira.issue('BENCH-1').fields.summary).toBe('BENCH-1 goes its own way');
  },
);

// Red without: findTombstones (changes/take-batch.ts).
test('what was deleted by `deletes: unlink` is not made again from what is left', async () => {
  await world.redefine((definition) => ({ ...definition, deletes: 'unlink' }));
  world.jira.remove('BENCH-1');
  await world.run('reconcile');
  world.clock.advance(60_000);
  await world.run('incremental');
  await world.run('reconcile');
  expect(await world.links()).toHaveLength(1);
  expect(world.jira.issues()).toHaveLength(1);
  expect(world.serviceNow.people.rows('incident')).toHaveLength(2);
});
