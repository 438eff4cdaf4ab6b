import type { Clock } from '../../backend/shared/index.js';

/** What becomes of a call's work, to be told to its caller when the answer arrives. */
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** One thing that a simulated process waits for. */
interface Pending {
  readonly process: SimulatedProcess;
  readonly name: string;
  /** Null once it is done and only the answer is on its way. */
  work: (() => Promise<unknown>) | null;
  outcome: Outcome;
  dueMs: number;
  /** Milliseconds from the end of the work to the arrival of its answer. */
  readonly answerDelayMs: number;
  /** A request that has left goes on though its sender stands still. */
  readonly leavesProcess: boolean;
  readonly changesTool: boolean;
  readonly settle: (outcome: Outcome) => void;
}

const NOTHING: Outcome = { value: undefined };
/** Turns of the event loop without a new call after which nothing more follows from the last step. */
const QUIET_TURNS = 2;

/**
 * The one clock and the one order of everything that simulated processes do. Each call, transaction and sleep waits here until
 * it is chosen; one at a time is done, and the next is chosen only when all that follows from it has been said. So the numbers
 * drawn are the run.
 */
export class Scheduler {
  /** One line per step, oldest first. */
  readonly trace: string[] = [];
  readonly #draw: () => number;
  readonly #startMs: number;
  #nowMs: number;
  #pending: Pending[] = [];
  #registered = 0;

  constructor(draw: () => number, start: Date) {
    this.#draw = draw;
    this.#startMs = start.getTime();
    this.#nowMs = this.#startMs;
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  /** Adds a line to the trace. */
  note(what: string): void {
    const seconds = ((this.#nowMs - this.#startMs) / 1_000).toFixed(3);
    this.trace.push(`${seconds.padStart(10)} s  ${what}`);
  }

  /** A number from `least` up to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#draw() * (most - least + 1));
  }

  /** True with this chance. */
  chance(probability: number): boolean {
    return this.#draw() < probability;
  }

  add(call: Pending): void {
    this.#registered += 1;
    this.#pending.push(call);
  }

  /** Forgets a call: its caller has gone or waits no longer. */
  drop(isGone: (call: Pending) => boolean): void {
    this.#pending = this.#pending.filter((call) => !isGone(call));
  }

  /** Lets time pass until something may happen. @returns false when nothing ever will. */
  reachNext(): boolean {
    if (this.#pending.length === 0) return false;
    const next = Math.min(...this.#pending.map((call) => readyMs(call)));
    this.#nowMs = Math.max(this.#nowMs, next);
    return true;
  }

  /** Lets time pass in which nothing happens. */
  advance(byMs: number): void {
    this.#nowMs += byMs;
  }

  /**
   * Chooses one call among those that are due, does it, and waits until nothing more follows from it.
   * @returns who has changed a tool just now and does not know it yet; null when nobody has
   */
  async step(): Promise<SimulatedProcess | null> {
    const ready = this.#pending.filter((call) => readyMs(call) <= this.#nowMs);
    const call = ready[this.between(0, ready.length - 1)];
    if (call === undefined) throw new Error('nothing is ready: reachNext() comes first');
    const { work } = call;
    if (work === null) {
      this.#pending.splice(this.#pending.indexOf(call), 1);
      call.settle(call.outcome);
    } else {
      this.note(`${call.process.name}  ${call.name}`);
      call.work = null;
      call.outcome = await work().then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      call.dueMs = this.#nowMs + call.answerDelayMs;
      if (!call.process.isAlive) this.drop((other) => other === call);
    }
    await this.settled();
    return work !== null && call.changesTool ? call.process : null;
  }

  /** Resolves when every continuation has run: no call has been added for some turns of the event loop. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      const before = this.#registered;
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#registered === before ? quiet + 1 : 0;
    }
  }
}

function readyMs({ process, dueMs, work, leavesProcess }: Pending): number {
  if (work !== null && leavesProcess) return dueMs;
  return Math.max(dueMs, process.standsStillUntilMs);
}

/** How a call takes place. */
export interface CallManner {
  /** Shown in the trace. */
  readonly name: string;
  readonly answerDelayMs: number;
  /** True for what goes over the network to a tool. */
  readonly leavesProcess: boolean;
  /** True for what makes, changes or removes something there. */
  readonly changesTool?: boolean;
  readonly signal?: AbortSignal;
}

/** A process of the simulation: what it waits for is in the scheduler's hands, and it may be killed or stopped there. */
export class SimulatedProcess {
  readonly name: string;
  readonly clock: Clock;
  standsStillUntilMs = 0;
  readonly #scheduler: Scheduler;
  #isAlive = true;

  constructor(scheduler: Scheduler, name: string) {
    this.#scheduler = scheduler;
    this.name = name;
    this.clock = { now: () => scheduler.now(), sleep: (delayMs, signal) => this.#sleep(delayMs, signal) };
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /**
   * kill -9: nothing that it waits for ever comes, and nothing that it begins happens. What has been done stays done; of the
   * requests that are on their way each arrives with the given chance.
   */
  kill({ arrivalChance }: { readonly arrivalChance: number }): void {
    this.#isAlive = false;
    const arrives = ({ work, leavesProcess }: Pending) =>
      arrivalChance > 0 && work !== null && leavesProcess && this.#scheduler.chance(arrivalChance);
    this.#scheduler.drop((call) => call.process === this && !arrives(call));
  }

  /** Stands still for a while, as a suspended virtual machine; requests that have left reach their tool all the same. */
  standStill(forMs: number): void {
    this.standsStillUntilMs = this.#scheduler.now().getTime() + forMs;
  }

  /** Does `work` when its turn has come. An aborted `signal` ends the waiting, not the work. */
  call<T>(manner: CallManner, work: () => Promise<T>): Promise<T> {
    return this.#wait(manner, work, 0) as Promise<T>;
  }

  #sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    const manner = { name: 'sleep', answerDelayMs: 0, leavesProcess: false, signal };
    return this.#wait(manner, null, Math.max(0, delayMs)) as Promise<void>;
  }

  #wait(manner: CallManner, work: (() => Promise<unknown>) | null, delayMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.#isAlive) return;
      const { name, answerDelayMs, leavesProcess, changesTool = false, signal } = manner;
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = () => {
        // a request that has left is not called back
        if (call.work === null || !leavesProcess) this.#scheduler.drop((other) => other === call);
        if (this.#isAlive) reject(signal?.reason);
      };
      const call: Pending = {
        process: this,
        name,
        work,
        outcome: NOTHING,
        dueMs: this.#scheduler.now().getTime() + delayMs,
        answerDelayMs,
        leavesProcess,
        changesTool,
        settle: (outcome) => {
          signal?.removeEventListener('abort', onAbort);
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.value);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#scheduler.add(call);
    });
  }
}
