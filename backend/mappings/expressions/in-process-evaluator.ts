import type { JsonValue } from '../../shared/index.js';
import type { MappingPorts } from '../mapping.js';
import { evaluateBounded } from './evaluate-bounded.js';

/**
 * Evaluates on the spot, for tests in which every step must come in the same order each time. What runs away blocks the process
 * until JSONata's own bounds stop it.
 */
export function inProcessEvaluator(): { readonly evaluate: MappingPorts['evaluate'] } {
  return {
    async evaluate(expression, input, signal) {
      signal.throwIfAborted();
      const result = await evaluateBounded(expression, input);
      return result === undefined ? undefined : (JSON.parse(result) as JsonValue);
    },
  };
}
