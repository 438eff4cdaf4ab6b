import { expect, test } from 'vitest';
import type { Clock } from '../../../backend/shared/index.js';
import { GroupCommit } from '../../../backend/writes/group-commit.js';

/** On it time passes when it is told to. */
class HandClock implements Clock {
  readonly #sleepers = new Map<() => void, number>();
  #nowMs = 0;

  now(): Date {
    return new Date(this.#nowMs);
  }

  get sleeping(): number {
    return this.#sleepers.size;
  }

  sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.set(resolve, this.#nowMs + delayMs);
      const onAbort = () => {
        this.#sleepers.delete(resolve);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  async advance(byMs: number): Promise<void> {
    this.#nowMs += byMs;
    for (const [wake, untilMs] of this.#sleepers) {
      if (untilMs > this.#nowMs) continue;
      this.#sleepers.delete(wake);
      wake();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function commits(count: number, signal = new AbortController().signal) {
  const groups: number[][] = [];
  const commit = async (group: readonly number[]) => void groups.push([...group]);
  const clock = new HandClock();
  return { groups, clock, closer: new GroupCommit<number>({ count, commit, clock, signal }) };
}

// Red without: `count`, by which the last is known (writes/group-commit.ts).
test('the last waits for nobody', async () => {
  const { groups, closer } = commits(22);
  await Promise.all(Array.from({ length: 22 }, (_, n) => closer.add(n)));
  expect(groups.map(({ length }) => length)).toEqual([20, 2]);
});

// Red without: the sleep (`completeInTime` in writes/group-commit.ts), or with a longer one.
test('what has come waits 200 ms for others, and no longer', async () => {
  const { groups, clock, closer } = commits(3);
  const first = closer.add(1);
  await clock.advance(199);
  const second = closer.add(2);
  expect(groups).toEqual([]);
  await clock.advance(1);
  await Promise.all([first, second]);
  expect(groups).toEqual([[1, 2]]);
});

// Red without: a time for each group (`completeInTime` completing whatever is open), and its end with the group (`completed` among
// the signals).
test('the time of a group that is full does not run on for the next', async () => {
  const { groups, clock, closer } = commits(22);
  await Promise.all(Array.from({ length: 20 }, (_, n) => closer.add(n)));
  expect(clock.sleeping).toBe(0);
  await clock.advance(100);
  const next = closer.add(20);
  await clock.advance(199);
  expect(groups).toHaveLength(1);
  await clock.advance(1);
  await next;
  expect(groups.map(({ length }) => length)).toEqual([20, 1]);
});

// Red without: the signal among those that end the wait (`completeInTime` in writes/group-commit.ts).
test('a stop commits what is there', async () => {
  const stop = new AbortController();
  const { groups, closer } = commits(3, stop.signal);
  const added = closer.add(1);
  stop.abort();
  await added;
  expect(groups).toEqual([[1]]);
});

test('a failed commit fails everybody who was in it', async () => {
  const failure = new Error('no');
  const closer = new GroupCommit<number>({
    count: 2,
    commit: () => Promise.reject(failure),
    clock: new HandClock(),
    signal: new AbortController().signal,
  });
  const ended = await Promise.allSettled([closer.add(1), closer.add(2)]);
  expect(ended).toEqual(Array(2).fill({ status: 'rejected', reason: failure }));
});
