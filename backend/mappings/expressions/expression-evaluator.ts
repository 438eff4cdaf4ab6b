import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { type Clock, type JsonValue, systemClock, UnavailableError } from '../../shared/index.js';
import type { MappingPorts } from '../mapping.js';
import { ExpressionError } from './expression-error.js';
import { startWorker } from './start-worker.js';

/** Past JSONata's own limit of 500 ms: it is not asked while a built-in function is at work. */
const LONGEST_EVALUATION_MS = 1500;
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
const STOPPED = 'Expressions are no longer evaluated: the program is stopping';

/** What the worker is asked. */
export interface EvaluationRequest {
  readonly id: number;
  readonly expression: string;
  readonly input: { readonly value: JsonValue; readonly item: JsonValue };
}

/** What it answers. */
export type Evaluated =
  | { readonly id: number; readonly result: string | undefined }
  | { readonly id: number; readonly error: string };

/** Evaluates expressions in a thread of its own. */
export interface ExpressionEvaluator {
  readonly evaluate: MappingPorts['evaluate'];
  /** Ends the thread; what is under way fails with an UnavailableError. */
  stop(): Promise<void>;
}

/**
 * One thread for all expressions, started by the first and started anew when it had to be ended: evaluations run one after
 * another, each with a limit of time and memory that nothing in the expression can get round.
 */
export function createExpressionEvaluator(options: { readonly clock?: Clock } = {}): ExpressionEvaluator {
  return new WorkerEvaluator(options.clock ?? systemClock);
}

class WorkerEvaluator implements ExpressionEvaluator {
  readonly #clock: Clock;
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #nextId = 1;
  #isStopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly evaluate: MappingPorts['evaluate'] = (expression, input, signal) => {
    const evaluated = this.#last.then(() => this.#evaluateNow(expression, input, signal));
    this.#last = evaluated.catch(() => undefined);
    return evaluated;
  };

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#end();
    await this.#last;
  }

  async #evaluateNow(
    expression: string,
    input: EvaluationRequest['input'],
    signal: AbortSignal,
  ): Promise<JsonValue | undefined> {
    signal.throwIfAborted();
    this.#worker ??= await startedWorker();
    if (this.#isStopped) await this.#end();
    const answer = await this.#ask({ id: this.#nextId++, expression, input }, signal);
    if ('error' in answer) throw new ExpressionError(answer.error);
    return answer.result === undefined ? undefined : (JSON.parse(answer.result) as JsonValue);
  }

  async #ask(request: EvaluationRequest, signal: AbortSignal): Promise<Evaluated> {
    if (this.#worker === null) throw new UnavailableError(STOPPED);
    const finished = new AbortController();
    const tooLong = this.#clock
      .sleep(LONGEST_EVALUATION_MS, AbortSignal.any([signal, finished.signal]))
      .then(() => Promise.reject(new ExpressionError(`it took longer than ${LONGEST_EVALUATION_MS} ms`)));
    try {
      return await Promise.race([answerOf(this.#worker, request), tooLong]);
    } catch (error) {
      // Whatever it was, the thread may still be busy with it.
      await this.#end();
      throw this.#isStopped ? new UnavailableError(STOPPED, { cause: error }) : error;
    } finally {
      finished.abort();
    }
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}

/** Loading is not counted as evaluating: on a busy machine it takes longer than any expression may. */
async function startedWorker(): Promise<Worker> {
  const worker = startWorker({ resourceLimits: RESOURCE_LIMITS, env: {} });
  try {
    await once(worker, 'message');
  } catch (error) {
    throw new UnavailableError('The thread that evaluates expressions did not start', { cause: error });
  }
  // A thread that waits for work must not keep the program alive.
  worker.unref();
  return worker;
}

function answerOf(worker: Worker, request: EvaluationRequest): Promise<Evaluated> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const onMessage = (answer: Evaluated) => {
      if (answer.id === request.id) settle(() => resolve(answer));
    };
    const onError = (error: Error) =>
      settle(() => reject(new ExpressionError(`it was ended: ${error.message}`, { cause: error })));
    const onExit = () => settle(() => reject(new ExpressionError('it was ended')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request);
  });
}
