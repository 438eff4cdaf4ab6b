import { afterEach, beforeEach, expect, test } from 'vitest';
import { pauseIntegration, resumeIntegration } from '../../backend/integrations/index.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('what was edited while an integration was paused is found when it is resumed', async () => {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  await world.run('incremental');
  const { id } = await world.integration();
  const cursors = await world.sql('select * from cursors order by side');
  await world.database.transaction('pause', (transaction) => pauseIntegration(transaction, id, 'by hand'));
  world.jira.edit('BENCH-1', { summary: 'Edited in the meantime' });
  world.clock.advance(86_400_000);
  await world.database.transaction('resume', (transaction) => resumeIntegration(transaction, id));
  expect(await world.sql('select * from cursors order by side')).toEqual(cursors);
  await world.run('incremental');
  expect(world.incident('BENCH-1').short_description).toBe('Edited in the meantime');
});
