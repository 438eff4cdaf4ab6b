import { afterEach, expect, test } from 'vitest';
import { incidents } from '../../support/definitions.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
afterEach(() => world.close());

// Red without: `target` in findLinkedByOthers (links/link-repository.ts).
test('what an archived sync has made gets no second partner from the one of another name that takes its place', async () => {
  const definition = incidents({ match: null });
  world = await createWorld({ definition, others: { again: { ...definition, backfill: 'none' } } });
  const { key } = world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  await world.sql(`update integrations set archived_at = syncline_now() where name = 'incidents'`);
  world.clock.advance(3_600_000);
  await world.runOf('again', 'onboarding');
  const { sys_id = '' } = world.incident(key);
  world.serviceNow.people.edit('incident', sys_id, { short_description: 'Mail is very slow' });
  world.clock.advance(60_000);
  await world.runOf('again', 'incremental');
  expect(world.jira.issues()).toHaveLength(1);
  world.jira.edit(key, { priority: 'High' });
  world.clock.advance(60_000);
  await world.runOf('again', 'incremental');
  world.jira.edit(key, { summary: 'Mail is fast' });
  world.clock.advance(60_000);
  await world.runOf('again', 'incremental');
  expect(world.incident(key)).toMatchObject({ short_description: 'Mail is fast' });
  expect(world.serviceNow.people.rows('incident')).toHaveLength(1);
});
