import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerConflict, listConflicts } from '../../../backend/conflicts/index.js';
import { createWorld, type World } from '../../support/world.js';

let world: World;
let incidentId: string;
beforeEach(async () => {
  world = await createWorld();
  const made = world.serviceNow.people.create('incident', {
    short_description: 'Mail is slow',
    u_labels: 'network',
    description: 'Since Monday',
  });
  incidentId = made.sys_id ?? '';
});
afterEach(() => world.close());

const conflicts = () => world.database.transaction('list', (transaction) => listConflicts(transaction, null));
const sides = () => {
  const { labels } = world.jira.issue('BENCH-1').fields;
  const row = world.serviceNow.people.rows('incident').find(({ sys_id }) => sys_id === incidentId);
  return [Array.isArray(labels) ? labels.map(String).sort() : [], (row?.u_labels ?? '').split(',').sort()];
};

/** A person adds the label `urgent` to the issue between our create and our first look at it. */
async function editBetween(): Promise<void> {
  let isDone = false;
  world.intercept('jira', async (request, send) => {
    const answer = await send();
    if (!isDone && request.method === 'POST' && /\/issue(\/bulk)?$/.test(request.url)) {
      isDone = true;
      world.jira.edit('BENCH-1', { labels: ['network', 'urgent'] });
    }
    return answer;
  });
  await world.run('onboarding');
  world.intercept('jira', null);
  await poll();
  expect(await conflicts()).toMatchObject([{ field: 'labels:u_labels', reason: 'altered' }]);
}

async function poll(): Promise<void> {
  world.clock.advance(60_000);
  await world.run('incremental');
}

function label(side: 'left' | 'right', labels: readonly string[]): void {
  world.clock.advance(60_000);
  if (side === 'left') world.jira.edit('BENCH-1', { labels: [...labels] });
  else world.serviceNow.people.edit('incident', incidentId, { u_labels: labels.join(',') });
}

// Red without: the hold that stays while both sides would still differ (willAgree in writes/prepare-link.ts).
test.each(['left', 'right'] as const)('a difference stays held and shown while the %s side moves on', async (side) => {
  await editBetween();
  label(side, side === 'left' ? ['network', 'urgent', 'vpn'] : ['network', 'vpn']);
  await poll();
  // the change is carried, and what was there before is still for a person to say
  expect(sides()).toEqual([
    ['network', 'urgent', 'vpn'],
    ['network', 'vpn'],
  ]);
  const [shown] = await conflicts();
  expect(shown).toMatchObject({ field: 'labels:u_labels', reason: 'altered', state: 'open' });
  expect(JSON.stringify([shown?.left, shown?.right])).toMatch(/urgent.*vpn|vpn.*urgent/);
  expect(JSON.stringify(shown?.right)).toContain('vpn');
});

// Red without: the values after our write in what is held (closeLink in writes/close-link.ts).
test('an answer to what is shown after that is acted on', async () => {
  await editBetween();
  label('right', ['network', 'vpn']);
  await poll();
  const [shown] = await conflicts();
  await world.database.transaction('answer', (transaction) =>
    answerConflict(transaction, { id: shown?.id ?? '', version: shown?.version ?? 0 }, { take: 'left' }),
  );
  await poll();
  expect(sides()).toEqual([
    ['network', 'urgent', 'vpn'],
    ['network', 'urgent', 'vpn'],
  ]);
  expect(await conflicts()).toEqual([]);
});

// Red without: the release of an altered field that a person's edit has brought into step (writes/prepare-link.ts).
test('it is held no longer when a person has made both sides equal', async () => {
  await editBetween();
  label('right', ['network', 'urgent']);
  await poll();
  await poll();
  expect(await conflicts()).toEqual([]);
});
