import { expect, test } from 'vitest';
import type { Clock } from '../../../backend/shared/index.js';
import { GroupCommit } from '../../../backend/writes/group-commit.js';

/** On it nobody's time is ever up. */
const stopped: Clock = {
  now: () => new Date(0),
  sleep: (_delayMs, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

function commits(count: number, signal = new AbortController().signal) {
  const groups: number[][] = [];
  const commit = async (group: readonly number[]) => void groups.push([...group]);
  return { groups, closer: new GroupCommit<number>({ count, commit, clock: stopped, signal }) };
}

// Red without: `count`, by which the last is known (writes/group-commit.ts).
test('the last waits for nobody', async () => {
  const { groups, closer } = commits(22);
  await Promise.all(Array.from({ length: 22 }, (_, n) => closer.add(n)));
  expect(groups.map(({ length }) => length)).toEqual([20, 2]);
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
    clock: stopped,
    signal: new AbortController().signal,
  });
  const ended = await Promise.allSettled([closer.add(1), closer.add(2)]);
  expect(ended).toEqual(Array(2).fill({ status: 'rejected', reason: failure }));
});
