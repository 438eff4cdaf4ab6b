import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConnectionName } from '../../support/world.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
let incident: string;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Phone is dead' });
  await world.run('onboarding');
  incident = world.incident('BENCH-1').sys_id ?? '';
  await later();
});
afterEach(() => world.close());

async function later(): Promise<void> {
  for (let cycle = 0; cycle < 2; cycle += 1) {
    world.clock.advance(600_000);
    await world.run('incremental');
  }
}

/** Somebody does this after we have read and before our write to that side, whose answer then takes its time. */
function beforeOurWrite(connection: ConnectionName, method: string, deed: () => void): void {
  world.intercept(connection, async (request, send) => {
    if (request.method !== method || !/issue\/\d+\?|incident\//.test(request.url)) return send();
    world.intercept(connection, null);
    deed();
    world.clock.advance(5_000);
    const answer = await send();
    world.clock.advance(5_000);
    return answer;
  });
}

// Red without: isCovering (closeLink in writes/close-link.ts).
test('a comment in Jira that comes between our read and our write is carried all the same', async () => {
  world.serviceNow.people.edit('incident', incident, { short_description: 'Phone rings' });
  beforeOurWrite('jira', 'PUT', () => world.jira.comment('BENCH-1', 'Tried another handset', { as: 'bob' }));
  await world.run('incremental');
  await later();
  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Phone rings');
  expect(world.serviceNow.people.rows('sys_journal_field')).toHaveLength(1);
});

// Red without: commentsBetween (writes/close-link.ts), its look at the change count.
test('a comment in ServiceNow that comes between our read and our write is carried all the same', async () => {
  world.jira.edit('BENCH-1', { summary: 'Phone rings' });
  beforeOurWrite('service-now', 'PATCH', () => {
    world.serviceNow.people.journal('incident', incident, 'comments', 'Tried another socket', { as: 'alice' });
  });
  await world.run('incremental');
  await later();
  expect(world.incident('BENCH-1').short_description).toBe('Phone rings');
  expect(world.jira.issue('BENCH-1').comments).toHaveLength(1);
});
