import type { JsonValue } from '../../shared/index.js';
import { evaluateBounded } from './evaluate-bounded.js';
import type { ExpressionEvaluator } from './expression-evaluator.js';

/**
 * Evaluates on the spot, for tests in which every step must come in the same order each time. What runs away blocks the process
 * until JSONata's own bounds stop it.
 */
export function inProcessEvaluator(): Pick<ExpressionEvaluator, 'evaluate' | 'start'> {
  return {
    start: () => undefined,
    async evaluate(expression, input, signal) {
      signal.throwIfAborted();
      const result = await evaluateBounded(expression, input);
      return result === undefined ? undefined : (JSON.parse(result) as JsonValue);
    },
  };
}
