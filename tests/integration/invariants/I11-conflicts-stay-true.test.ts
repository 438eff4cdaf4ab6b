import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerConflict, type ConflictAnswer, listConflicts } from '../../../backend/conflicts/index.js';
import { StaleError } from '../../../backend/shared/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.jira.createIssue({ project: 'BENCH', summary: 'Mail is slow' });
  await world.run('onboarding');
  world.clock.advance(60_000);
  world.jira.edit('BENCH-1', { summary: 'Left' });
  editIncident('Right');
  await world.run('incremental');
  // beyond every window that a poll reads again
  world.clock.advance(3_600_000);
  await world.run('incremental');
});
afterEach(() => world.close());

const FIELD = 'summary:short_description';

function editIncident(short_description: string): void {
  world.serviceNow.people.edit('incident', String(world.incident('BENCH-1').sys_id), { short_description });
}

async function conflict() {
  const [first] = await world.database.transaction('list', (transaction) => listConflicts(transaction, null));
  return first;
}

async function answer(given: ConflictAnswer, version?: number): Promise<void> {
  const shown = await conflict();
  await world.database.transaction('answer', (transaction) =>
    answerConflict(transaction, { id: shown?.id ?? '', version: version ?? shown?.version ?? 0 }, given),
  );
}

const sides = () => [world.jira.issue('BENCH-1').fields.summary, world.incident('BENCH-1').short_description];

// Red without: the outcome of what both moved apart (decide in writes/prepare-link.ts).
test('both versions are stored, and the base stays until it is resolved', async () => {
  expect(await conflict()).toMatchObject({ reason: 'conflict', left: 'Left', right: 'Right', version: 1 });
  const [link] = await world.links();
  expect(link?.held).toEqual([FIELD]);
  expect(link?.bases[FIELD]).toMatchObject({ left: 'Mail is slow', right: 'Mail is slow' });
});

// Red without: requeueWaiting (runs/read-phase.ts).
test.each<[string, ConflictAnswer, string]>([
  ['left', { take: 'left' }, 'Left'],
  ['right', { take: 'right' }, 'Right'],
  ['base', { take: 'base' }, 'Mail is slow'],
  ['a value', { value: 'By hand' }, 'By hand'],
])('an answer is acted on by the next run: %s', async (_name, given, value) => {
  await answer(given);
  await world.run('incremental');
  expect(sides()).toEqual([value, value]);
  expect(await conflict()).toBeUndefined();
  const [link] = await world.links();
  expect(link?.held).toEqual([]);
  expect(link?.bases[FIELD]).toMatchObject({ left: value, right: value });
});

// Red without: refresh (writes/held-fields.ts).
test('a conflict is refreshed when a side moves', async () => {
  world.jira.edit('BENCH-1', { summary: 'Left again' });
  await world.run('incremental');
  expect(await conflict()).toMatchObject({ left: 'Left again', right: 'Right', version: 2 });
  expect(sides()).toEqual(['Left again', 'Right']);
});

// Red without: the release of what agrees (decide in writes/prepare-link.ts).
test('a conflict is closed when the sides become equal', async () => {
  editIncident('Left');
  await world.run('incremental');
  expect(await conflict()).toBeUndefined();
  expect((await world.links())[0]).toMatchObject({ held: [], bases: { [FIELD]: { left: 'Left', right: 'Left' } } });
});

// Red without: the version in answerConflict (conflicts/conflict-repository.ts).
test('an answer to a version that is no longer shown is refused', async () => {
  world.jira.edit('BENCH-1', { summary: 'Left again' });
  await world.run('incremental');
  await expect(answer({ take: 'left' }, 1)).rejects.toThrow(StaleError);
});

// Red without: isStillShown (writes/apply-answers.ts).
test('an answer that a side has moved away from is not acted on, and the conflict is shown anew', async () => {
  await answer({ take: 'left' });
  world.jira.edit('BENCH-1', { summary: 'Nobody has answered to this' });
  await world.run('incremental');
  expect(sides()).toEqual(['Nobody has answered to this', 'Right']);
  expect(await conflict()).toMatchObject({
    state: 'open',
    answer: null,
    left: 'Nobody has answered to this',
    right: 'Right',
  });
});

// Red without: `unwritten` in closeLink (writes/close-link.ts).
test('an answer whose write did not come through is acted on again', async () => {
  await answer({ take: 'left' });
  world.serviceNow.manners.set('B25', { kind: 'html', times: 1, when: ({ isWrite }) => isWrite });
  await world.run('incremental');
  world.clock.advance(120_000);
  await world.run('incremental');
  expect(sides()).toEqual(['Left', 'Left']);
  expect(await conflict()).toBeUndefined();
});
