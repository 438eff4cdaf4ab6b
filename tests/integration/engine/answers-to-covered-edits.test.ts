import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerConflict, listConflicts } from '../../../backend/conflicts/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  await coverAnEditOfTheIncident();
});
afterEach(() => world.close());

const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));
const sides = () => [world.jira.issue('BENCH-1').fields.summary, world.incident('BENCH-1').short_description];

function editIncident(short_description: string): void {
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), { short_description });
}

/** Both sides say `Written` then, and the conflict shows `Covered` on the right. */
async function coverAnEditOfTheIncident(): Promise<void> {
  world.jira.edit('BENCH-1', { summary: 'Written' });
  let isDone = false;
  world.intercept('service-now', (request, send) => {
    if (!isDone && request.method === 'PATCH') {
      isDone = true;
      world.clock.advance(1_500);
      editIncident('Covered');
      world.clock.advance(1_500);
    }
    return send();
  });
  await world.run('incremental');
  world.clock.advance(60_000);
}

async function answer(take: 'left' | 'right'): Promise<void> {
  const [shown] = await conflicts();
  await world.database.transaction('answer', (transaction) =>
    answerConflict(transaction, { id: shown?.id ?? '', version: shown?.version ?? 0 }, { take }),
  );
}

async function pollTwice(): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await world.run('incremental');
    world.clock.advance(60_000);
  }
}

// Red without: isStillShown for what was overwritten (writes/apply-answers.ts).
test.each(['left', 'right'] as const)('an answer takes back no edit that it was not shown: %s', async (moved) => {
  await answer('right');
  if (moved === 'left') world.jira.edit('BENCH-1', { summary: 'Newer' });
  else editIncident('Newer');
  await pollTwice();
  expect(sides()).toEqual(moved === 'left' ? ['Newer', 'Written'] : ['Written', 'Newer']);
  const [conflict] = await conflicts();
  expect(conflict).toMatchObject({ state: 'open', answer: null, [moved]: 'Newer' });
  expect(conflict?.message).toContain('Covered');
});

// Red without: coveredSide (writes/covered-side.ts), when the first side that differs is taken for the covered one.
test('the covered value stays in view while the other side moves on, and can still be taken', async () => {
  for (const summary of ['Newer', 'Newest']) {
    world.jira.edit('BENCH-1', { summary });
    await pollTwice();
  }
  expect(await conflicts()).toMatchObject([{ reason: 'overwritten', left: 'Newest', right: 'Covered' }]);
  await answer('right');
  await pollTwice();
  expect(sides()).toEqual(['Covered', 'Covered']);
  expect(await conflicts()).toEqual([]);
});

// Red without: the refresh of an overwrite whose own side has moved (writes/held-fields.ts).
test('an answer to what is shown anew is acted on', async () => {
  editIncident('Newer');
  await pollTwice();
  await answer('right');
  await pollTwice();
  expect(sides()).toEqual(['Newer', 'Newer']);
  expect(await conflicts()).toEqual([]);
});
