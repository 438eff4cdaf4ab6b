import { expect, test } from 'vitest';
import { memoized } from '../../../backend/shared/index.js';

// Red without: `known`.
test('makes of a text what it made of it before', () => {
  let made = 0;
  const counted = memoized((text) => ({ text, nth: ++made }));
  const first = counted('a');
  expect(counted('b')).toEqual({ text: 'b', nth: 2 });
  expect(counted('a')).toBe(first);
});

// Red without: the deletion of the oldest. A process lives for months, and texts change.
test('forgets the oldest of more than two thousand', () => {
  let made = 0;
  const counted = memoized((text) => `${text} ${++made}`);
  for (let n = 0; n <= 2_000; n += 1) counted(`${n}`);
  expect(counted('2000')).toBe('2000 2001');
  expect(counted('0')).toBe('0 2002');
});
