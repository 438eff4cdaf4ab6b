import { afterEach, beforeEach, expect, test } from 'vitest';
import { dueChanges, postponeChanges, storeChanges } from '../../backend/changes/change-repository.js';
import { createWorld, type World } from '../support/world.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

async function find(...ids: readonly string[]): Promise<void> {
  const { id: integrationId } = await world.integration();
  const at = world.clock.now().toISOString();
  const refs = ids.map((id) => ({ id, key: id, version: { token: at, at } }));
  const found = { integrationId, lane: 'incremental', side: 'left' as const, kind: 'seen' as const, filtered: false };
  await world.database.transaction('store', (transaction) => storeChanges(transaction, { ...found, refs }));
}

async function due() {
  const { id: integrationId } = await world.integration();
  return world.database.transaction('due', (transaction) =>
    dueChanges(transaction, { integrationId, lane: 'incremental', except: [], limit: 100 }),
  );
}

const keys = async () => (await due()).map(({ itemId }) => itemId);

test('what is tried again comes when it is due, before what was found later, and the order is the same each time', async () => {
  await find('first', 'second', 'third');
  expect(await keys()).toEqual(['first', 'second', 'third']);
  const [first] = await due();
  await world.database.transaction('postpone', (transaction) =>
    postponeChanges(transaction, [{ id: first?.id ?? '', delayMs: 30_000, problem: 'refused', isAttempt: true }]),
  );
  expect(await keys()).toEqual(['second', 'third']);
  world.clock.advance(60_000);
  await find('fourth');
  const order = ['second', 'third', 'first', 'fourth'];
  expect(await keys()).toEqual(order);
  expect(await keys()).toEqual(order);
});
