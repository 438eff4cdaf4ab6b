import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../../../backend/connectors/sdk/fair-queue.js';
import type { Grant, SharedPace } from '../../../../backend/connectors/sdk/index.js';
import { Pace } from '../../../../backend/connectors/sdk/pace.js';
import { JumpingClock } from '../../../support/jumping-clock.js';
import { RacingClock } from './racing-clock.js';

const never = new AbortController().signal;
setMaxListeners(0, never);
const patience = () => ({ remainingMs: 60_000 });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a fair queue', () => {
  it('serves the parties in turn, each in the order in which its entries came', () => {
    const queue = new FairQueue<string>();
    for (const entry of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.add(entry.slice(0, 1), entry);
    queue.remove('c', 'c1');
    queue.remove('c', 'never there');
    const served: (string | undefined)[] = [];
    while (queue.size > 0) served.push(queue.take());
    expect(served).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
    expect(queue.take()).toBeUndefined();
  });

  // Red without: a line for those that go first in each party (one for all would serve them before the others of every party).
  it('serves what goes first before the rest of its own party, and of no other', () => {
    const queue = new FairQueue<string>();
    for (const entry of ['a1', 'a2', 'b1', 'b2']) queue.add(entry.slice(0, 1), entry);
    for (const entry of ['b3', 'b4', 'b5']) queue.add('b', entry, true);
    queue.remove('b', 'b4');
    expect(queue.size).toBe(6);
    expect(Array.from({ length: 6 }, () => queue.take())).toEqual(['a1', 'b3', 'a2', 'b5', 'b1', 'b2']);
    expect(queue.size).toBe(0);
  });
});

describe('a pace', () => {
  // Red without: the lines of the parties (one line for all, or one for all reads).
  it.each([
    ['write', false],
    ['read', true],
  ])('lets a single %s of one party pass a long line of another', async (_, isRead) => {
    const pace = new Pace({ concurrency: 1, requestsPerSecond: 1000 }, new RacingClock());
    const order: string[] = [];
    const call = async (party: string) => {
      const leave = await pace.enter({ lane: undefined, party, isRead }, patience(), never);
      order.push(party);
      await settled();
      leave();
    };
    const onboarding = Array.from({ length: 20 }, () => call('onboarding'));
    await settled();
    await Promise.all([...onboarding, call('poll')]);
    expect(order.indexOf('poll')).toBeLessThanOrEqual(3);
    expect(order).toHaveLength(21);
  });

  // Red without: `isRead` (the place of reads in the line of their party).
  it('lets a read pass the writes of its own party', async () => {
    const pace = new Pace({ concurrency: 1, requestsPerSecond: 1000 }, new RacingClock());
    const order: string[] = [];
    const call = async (name: string, isRead: boolean) => {
      const leave = await pace.enter({ lane: undefined, party: '', isRead }, patience(), never);
      order.push(name);
      await settled();
      leave();
    };
    const creates = Array.from({ length: 20 }, (_, n) => call(`create ${n}`, false));
    await settled();
    await Promise.all([...creates, call('first read', true), call('second read', true)]);
    expect(order.filter((name) => name.endsWith('read'))).toEqual(['first read', 'second read']);
    expect(order.indexOf('second read')).toBeLessThanOrEqual(4);
    expect(order).toHaveLength(22);
  });

  it('goes on when the one who waited for a departure has gone', async () => {
    const pace = new Pace({ concurrency: 4, requestsPerSecond: 1 }, new JumpingClock());
    (await pace.enter({ lane: undefined, party: '', isRead: false }, patience(), never))();
    const aborter = new AbortController();
    const gone = pace.enter({ lane: undefined, party: '', isRead: false }, patience(), aborter.signal);
    await Promise.resolve();
    aborter.abort(new Error('stopped'));
    await expect(gone).rejects.toThrow('stopped');
    (await pace.enter({ lane: undefined, party: '', isRead: false }, patience(), never))();
  });
});

/** Gives the scripted grants, then any number; remembers what it was asked for. */
function scriptedPace(grants: Partial<Grant>[]) {
  const asked: { readonly wanted: number; readonly returned: number }[] = [];
  const paused: number[] = [];
  const shared: SharedPace = {
    async take(request) {
      asked.push(request);
      const next = grants.shift() ?? {};
      return { departures: request.wanted, validMs: 100, againInMs: 0, pausedMs: 0, seats: 8, ...next };
    },
    async pause(delayMs) {
      paused.push(delayMs);
    },
  };
  return { asked, paused, sharing: { pace: shared, learn: () => undefined } };
}

describe('a pace that others keep too', () => {
  const limits = { concurrency: 8, requestsPerSecond: 1000 };
  const traveller = { lane: undefined, party: '', isRead: false };

  it('asks once for many calls, and gives back what it has not used', async () => {
    const clock = new RacingClock();
    const { asked, sharing } = scriptedPace([]);
    const pace = new Pace(limits, clock, sharing);
    for (let n = 0; n < 7; n += 1) (await pace.enter(traveller, patience(), never))();
    await clock.sleep(100, never);
    (await pace.enter(traveller, patience(), never))();
    expect(asked).toEqual([
      { wanted: 1, returned: 0 },
      { wanted: 2, returned: 0 },
      { wanted: 4, returned: 0 },
      { wanted: 8, returned: 4 - 4 },
    ]);
    await clock.sleep(100, never);
    (await pace.enter(traveller, patience(), never))();
    expect(asked.at(-1)).toEqual({ wanted: 2, returned: 7 });
  });

  // Red without: waiting for what the others have left.
  it('waits when nothing is left, and asks again', async () => {
    const clock = new RacingClock();
    const { asked, sharing } = scriptedPace([{ departures: 0, againInMs: 700 }]);
    (await new Pace(limits, clock, sharing).enter(traveller, patience(), never))();
    expect(clock.slept).toEqual([700]);
    expect(asked).toHaveLength(2);
  });

  // Red without: the pause of a grant.
  it('obeys a pause that another was told, and tells its own', async () => {
    const clock = new RacingClock();
    const { paused, sharing } = scriptedPace([{ pausedMs: 5_000 }]);
    const pace = new Pace(limits, clock, sharing);
    (await pace.enter(traveller, patience(), never))();
    expect(clock.slept).toEqual([5_000]);
    await pace.pause(7_000, null);
    await pace.pause(9_000, 'item 1');
    expect(paused).toEqual([7_000]);
  });

  it('has no more under way than its part', async () => {
    const { sharing } = scriptedPace(Array.from({ length: 9 }, () => ({ seats: 2 })));
    const pace = new Pace(limits, new RacingClock(), sharing);
    let underWay = 0;
    let most = 0;
    const call = async () => {
      const leave = await pace.enter(traveller, patience(), never);
      underWay += 1;
      most = Math.max(most, underWay);
      await settled();
      underWay -= 1;
      leave();
    };
    await Promise.all(Array.from({ length: 8 }, call));
    expect(most).toBe(2);
  });
});
