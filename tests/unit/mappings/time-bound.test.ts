import { expect, it } from 'vitest';
import { timeBound } from '../../../backend/mappings/expressions/time-bound.js';

/** Steps of one evaluation, each taking so long by the clock and by the processor. */
function stepping(clockMs: number, processorMs: number) {
  const now = { clockMs: 0, processorMs: 0 };
  const observe = timeBound({ clockMs: () => now.clockMs, processorMs: () => now.processorMs });
  const environment = { base: {} };
  return (steps: number, of = environment) => {
    for (let step = 0; step < steps; step += 1) {
      observe({ type: 'function' }, null, of, null);
      now.clockMs += clockMs;
      now.processorMs += processorMs;
    }
  };
}

// Red without: the comparison of the processor's time (expressions/time-bound.ts)
it('an evaluation goes on that a busy machine leaves little time', () => {
  expect(() => stepping(100, 10)(50)).not.toThrow();
});

// Red without: the comparison of the clock's: other threads of the process may work meanwhile
it('an evaluation goes on beside other work of the process', () => {
  expect(() => stepping(10, 20)(50)).not.toThrow();
});

it('an evaluation is ended that works for longer than half a second, and the next begins anew', () => {
  const step = stepping(100, 100);
  step(6);
  expect(() => step(1)).toThrow('timeout');
  expect(() => step(6, { base: {} })).not.toThrow();
});
