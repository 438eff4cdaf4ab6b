import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerConflict, listConflicts } from '../../../backend/conflicts/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const isCreate = ({ method, url }: { readonly method: string; readonly url: string }) =>
  method === 'POST' && url.includes('/api/now/table/incident');
const heldNow = () =>
  world.sql('select field, reason, message, left_value, right_value from conflicts where closed_at is null');

/** An incident that was made, its answer lost, and then edited by a person before anybody looked for it. */
async function editedBeforeFound(edit: Readonly<Record<string, string>>): Promise<void> {
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.kill('onboarding', { call: isCreate, when: 'after' });
  const [made] = world.serviceNow.people.rows('incident');
  world.clock.advance(60_000);
  world.serviceNow.people.edit('incident', made?.sys_id ?? '', edit);
  await world.run('onboarding');
}

// Red without: `unclear` (writes/recover-bases.ts); `initial` fills it again and nobody is told.
test('what a person empties before the create is found stays empty and waits', async () => {
  await editedBeforeFound({ short_description: '' });
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: '' });
  expect(world.jira.issue('BENCH-1').fields.summary).toBe('Mail is slow');
  expect(await heldNow()).toMatchObject([{ field: 'summary:short_description', reason: 'altered' }]);
});

// Red without: the same.
test('what a person writes there before the create is found is not covered', async () => {
  await editedBeforeFound({ short_description: 'Mail is fast' });
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is fast' });
  expect(await heldNow()).toMatchObject([
    {
      field: 'summary:short_description',
      message:
        'service-now was given “Mail is slow” and shows “Mail is fast”: it made that of it, or somebody did before it was looked at',
    },
  ]);
});

test('what it was given can be put back', async () => {
  await editedBeforeFound({ short_description: 'Mail is fast' });
  await world.database.transaction('answer', async (transaction) => {
    const [shown] = await listConflicts(transaction, null);
    await answerConflict(transaction, { id: shown?.id ?? '', version: shown?.version ?? 0 }, { take: 'base' });
  });
  await world.run('incremental');
  expect(world.incident('BENCH-1')).toMatchObject({ short_description: 'Mail is slow' });
  expect(await heldNow()).toEqual([]);
});

test('a field that nobody touched before the create is found does not wait', async () => {
  await editedBeforeFound({ category: 'network' });
  expect(await heldNow()).toEqual([]);
});
