import { parentPort } from 'node:worker_threads';
import { errorMessage } from '../../shared/index.js';
import { evaluateBounded } from './evaluate-bounded.js';
import type { Evaluated, EvaluationRequest } from './expression-evaluator.js';

// The thread of the expression evaluator: one expression at a time, nothing shared with the process but messages.
parentPort?.on('message', async ({ id, expression, input }: EvaluationRequest) => {
  let answer: Evaluated;
  try {
    answer = { id, result: await evaluateBounded(expression, input) };
  } catch (error) {
    answer = { id, error: errorMessage(error) };
  }
  parentPort?.postMessage(answer);
});
parentPort?.postMessage('ready');
