import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { type Clock, type JsonValue, systemClock, UnavailableError } from '../../shared/index.js';
import type { MappingPorts } from '../mapping.js';
import { ExpressionError } from './expression-error.js';
import { processorTimeOfAllMs } from './processor-time.js';
import { startWorker } from './start-worker.js';

/** Of work, past the limit within the thread, which nobody looks at while a built-in function is at work. */
const LONGEST_EVALUATION_MS = 1_500;
/** By the clock, however little of it a starved machine has left to the process. */
const LONGEST_ANSWER_MS = 4 * LONGEST_EVALUATION_MS;
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
const STOPPED = 'Expressions are no longer evaluated: the program is stopping';

/** As many go in one message. */
const MOST_AT_ONCE = 100;

/** What the worker is asked. */
export interface EvaluationRequest {
  readonly expression: string;
  readonly input: { readonly value: JsonValue; readonly item: JsonValue };
}

/** What it answers. */
export type Evaluated = { readonly result: string | undefined } | { readonly error: string };

interface Asked extends EvaluationRequest {
  readonly signal: AbortSignal;
  readonly resolve: (result: JsonValue | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/** Evaluates expressions in a thread of its own. */
export interface ExpressionEvaluator {
  readonly evaluate: MappingPorts['evaluate'];
  /** Loads the thread, so that the first expression does not wait for it. */
  start(): void;
  /** Ends the thread; what is under way fails with an UnavailableError. */
  stop(): Promise<void>;
}

/**
 * One thread for all expressions, started by the first at the latest and started anew when it had to be ended: evaluations run one after
 * another, each with a limit of time and memory that nothing in the expression can get round. What is asked while it is busy goes
 * to it in one message, for a message costs more than most expressions; when the thread had to be ended over such a message, each
 * of its expressions is asked by itself, so that only the one to blame fails.
 */
export function createExpressionEvaluator(
  options: { readonly clock?: Clock; readonly processorMs?: () => number } = {},
): ExpressionEvaluator {
  return new WorkerEvaluator(options.clock ?? systemClock, options.processorMs ?? processorTimeOfAllMs);
}

class WorkerEvaluator implements ExpressionEvaluator {
  readonly #clock: Clock;
  readonly #processorMs: () => number;
  #worker: Promise<Worker> | null = null;
  #waiting: Asked[] = [];
  #atWork: Promise<void> | null = null;
  #isStopped = false;

  constructor(clock: Clock, processorMs: () => number) {
    this.#clock = clock;
    this.#processorMs = processorMs;
  }

  readonly evaluate: MappingPorts['evaluate'] = (expression, input, signal) =>
    new Promise((resolve, reject) => {
      this.#waiting.push({ expression, input, signal, resolve, reject });
      this.#atWork ??= this.#workOff();
    });

  start(): void {
    // a failure is told to the one who asks first
    this.#load().catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#end();
    await this.#atWork;
  }

  async #workOff(): Promise<void> {
    // those who ask in the same breath go along
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const next = this.#waiting.slice(0, MOST_AT_ONCE);
      this.#waiting = this.#waiting.slice(MOST_AT_ONCE);
      await this.#settle(next);
    }
    this.#atWork = null;
  }

  async #settle(all: readonly Asked[]): Promise<void> {
    const wanted = stillWanted(all);
    if (wanted.length === 0) return;
    try {
      const answers = await this.#ask(wanted);
      wanted.forEach((asked, index) => {
        settleOne(asked, answers[index]);
      });
    } catch (error) {
      const left = stillWanted(wanted);
      if (wanted.length === 1 || error instanceof UnavailableError) {
        for (const { reject } of left) reject(error);
      } else {
        for (const asked of left) await this.#settle([asked]);
      }
    }
  }

  async #ask(asked: readonly Asked[]): Promise<readonly Evaluated[]> {
    const worker = await this.#load();
    if (this.#isStopped) {
      await this.#end();
      throw new UnavailableError(STOPPED);
    }
    const finished = new AbortController();
    const signals = new Set(asked.map(({ signal }) => signal));
    const tooLong = this.#runOut(AbortSignal.any([...signals, finished.signal]));
    const requests = asked.map(({ expression, input }) => ({ expression, input }));
    try {
      return await Promise.race([answersOf(worker, requests), tooLong]);
    } catch (error) {
      // Whatever it was, the thread may still be busy with it.
      await this.#end();
      throw this.#isStopped ? new UnavailableError(STOPPED, { cause: error }) : error;
    } finally {
      finished.abort();
    }
  }

  /** @throws ExpressionError when the time is up: what the process has worked meanwhile, or what the clock says. */
  async #runOut(signal: AbortSignal): Promise<never> {
    const begunMs = this.#processorMs();
    let waitedMs = 0;
    for (let leftMs = LONGEST_EVALUATION_MS; leftMs > 0; ) {
      await this.#clock.sleep(leftMs, signal);
      waitedMs += leftMs;
      const workLeftMs = Math.ceil(LONGEST_EVALUATION_MS - (this.#processorMs() - begunMs));
      leftMs = Math.min(workLeftMs, LONGEST_ANSWER_MS - waitedMs);
    }
    throw new ExpressionError(`it took longer than ${waitedMs} ms`);
  }

  /** A thread that did not start is started anew by the next who asks. */
  #load(): Promise<Worker> {
    if (this.#worker !== null) return this.#worker;
    const worker = startedWorker();
    this.#worker = worker;
    worker.catch(() => {
      if (this.#worker === worker) this.#worker = null;
    });
    return worker;
  }

  async #end(): Promise<void> {
    const loading = this.#worker;
    this.#worker = null;
    const worker = await loading?.catch(() => null);
    await worker?.terminate();
  }
}

/** Those that nobody waits for any more are told so, and left out. */
function stillWanted(all: readonly Asked[]): readonly Asked[] {
  for (const { signal, reject } of all) if (signal.aborted) reject(signal.reason);
  return all.filter(({ signal }) => !signal.aborted);
}

function settleOne({ resolve, reject }: Asked, answer: Evaluated | undefined): void {
  if (answer === undefined) reject(new ExpressionError('it was not answered'));
  else if ('error' in answer) reject(new ExpressionError(answer.error));
  else resolve(answer.result === undefined ? undefined : (JSON.parse(answer.result) as JsonValue));
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

function answersOf(worker: Worker, requests: readonly EvaluationRequest[]): Promise<readonly Evaluated[]> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const onMessage = (answers: readonly Evaluated[]) => settle(() => resolve(answers));
    const onError = (error: Error) =>
      settle(() => reject(new ExpressionError(`it was ended: ${error.message}`, { cause: error })));
    const onExit = () => settle(() => reject(new ExpressionError('it was ended')));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(requests);
  });
}
