import { afterEach, expect, test, vi } from 'vitest';
import { createWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.close());

// Red without: allEnded in workBatch (changes/work-changes.ts).
test('a batch keeps what it has in hand until the last of its calls has ended, though another has failed', async () => {
  world = await createWorld();
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.createIssue({ project: 'BENCH', summary: 'Printer is out of paper' });
  world.serviceNow.people.edit('incident', world.incident(key).sys_id ?? '', {
    short_description: 'Mail is very slow',
  });
  world.serviceNow.manners.set('B16', { kind: '401', when: ({ isWrite }) => isWrite });
  const heldLinks = () => world.sql(`select key from claims where key like 'link:%'`);
  let held: readonly unknown[] = [];
  world.intercept('jira', async ({ method }, send) => {
    if (method !== 'PUT') return send();
    // long enough for the create to be refused, and for the batch to be given back
    await vi.waitFor(async () => expect(await heldLinks()).toEqual([]), { timeout: 1_000 }).catch(() => undefined);
    held = await heldLinks();
    return send();
  });
  expect(await world.run('incremental')).toMatchObject({ state: 'paused' });
  expect(held).toHaveLength(1);
  expect(await heldLinks()).toEqual([]);
  expect(world.jira.issue(key).fields.summary).toBe('Mail is very slow');
  expect(await world.sql(`select state from writes where kind = 'update'`)).toEqual([{ state: 'done' }]);
});
