import { ExpressionError } from './expression-error.js';
import { processorTimeMs } from './processor-time.js';
import type { StepObserver } from './size-bound.js';

/** How long one evaluation may be at work. The clock of a starved machine says more than that, and to it JSONata's own limit goes. */
const LONGEST_MS = 500;

interface Watch {
  readonly clockMs: () => number;
  readonly processorMs: () => number;
}

const REAL: Watch = { clockMs: () => performance.now(), processorMs: processorTimeMs };

/** Ends an evaluation that takes too long by the clock and by the processor both. */
export function timeBound({ clockMs, processorMs }: Watch = REAL): StepObserver {
  const begun = new WeakMap<object, { readonly atMs: number; readonly usedMs: number }>();
  return (_node, _input, { base }) => {
    const start = begun.get(base);
    if (start === undefined) begun.set(base, { atMs: clockMs(), usedMs: processorMs() });
    else if (clockMs() - start.atMs > LONGEST_MS && processorMs() - start.usedMs > LONGEST_MS) {
      throw new ExpressionError(`Evaluation timeout after ${LONGEST_MS} ms of work. Check for infinite loop`);
    }
  };
}
