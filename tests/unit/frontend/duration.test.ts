import { expect, test } from 'vitest';
import { sayDuration } from '../../../frontend/words/duration.js';

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1.0 s'],
  [9_990, '9.9 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [3_900_000, '1 h 5 min'],
  [86_399_999, '23 h 59 min'],
  [86_400_000, '1 d'],
  [183_600_000, '2 d 3 h'],
])('%i ms are said as %s', (durationMs, words) => {
  expect(sayDuration(durationMs)).toBe(words);
});
