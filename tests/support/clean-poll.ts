import { expect } from 'vitest';
import type { World } from './world.js';

/** A poll a minute later that finishes with nothing failed, held or said of the mapping. */
export async function cleanPoll(world: World): Promise<void> {
  world.clock.advance(60_000);
  expect(await world.run('incremental')).toMatchObject({
    state: 'finished',
    error: null,
    counters: { failed: 0, held: 0 },
  });
}
