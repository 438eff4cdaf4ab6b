import { parentPort } from 'node:worker_threads';
import { errorMessage } from '../../shared/index.js';
import { evaluateBounded } from './evaluate-bounded.js';
import type { Evaluated, EvaluationRequest } from './expression-evaluator.js';

// The thread of the expression evaluator: one expression at a time, nothing shared with the process but messages.
parentPort?.on('message', async (requests: readonly EvaluationRequest[]) => {
  const answers: Evaluated[] = [];
  for (const request of requests) answers.push(await evaluated(request));
  parentPort?.postMessage(answers);
});
parentPort?.postMessage('ready');

async function evaluated({ expression, input }: EvaluationRequest): Promise<Evaluated> {
  try {
    return { result: await evaluateBounded(expression, input) };
  } catch (error) {
    return { error: errorMessage(error) };
  }
}
