import type { Clock } from '../shared/index.js';

/** The most that a crash may leave to be looked for: a create closes its link within so many writes or so long (I14). */
const MOST = 20;
const LONGEST_MS = 200;

/**
 * Commits what comes in groups: one transaction for up to 20 results, and none waits longer than 200 ms, nor for others when it is
 * the last. A failed commit fails everybody who was in it.
 */
export class GroupCommit<T> {
  readonly #commit: (group: readonly T[]) => Promise<void>;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #awaited: number;
  #open: Group<T> | null = null;

  /** @param options.count how many will come in all. */
  constructor(options: {
    count: number;
    commit: (group: readonly T[]) => Promise<void>;
    clock: Clock;
    signal: AbortSignal;
  }) {
    this.#awaited = options.count;
    this.#commit = options.commit;
    this.#clock = options.clock;
    this.#signal = options.signal;
  }

  /** Resolves when `element` is committed. */
  add(element: T): Promise<void> {
    this.#awaited -= 1;
    this.#open ??= this.#newGroup();
    const group = this.#open;
    return new Promise((resolve, reject) => {
      group.waiting.push({ element, resolve, reject });
      if (group.waiting.length >= MOST || this.#awaited === 0) void this.#complete(group);
    });
  }

  #newGroup(): Group<T> {
    const group = { waiting: [], completed: new AbortController() };
    void this.#completeInTime(group);
    return group;
  }

  async #completeInTime(group: Group<T>): Promise<void> {
    // a stop in the middle commits at once what the tool has answered already
    const isOver = AbortSignal.any([this.#signal, group.completed.signal]);
    await this.#clock.sleep(LONGEST_MS, isOver).catch(() => undefined);
    await this.#complete(group);
  }

  async #complete({ waiting, completed }: Group<T>): Promise<void> {
    if (completed.signal.aborted) return;
    completed.abort();
    this.#open = null;
    try {
      await this.#commit(waiting.map(({ element }) => element));
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}

interface Group<T> {
  readonly waiting: { readonly element: T; readonly resolve: () => void; readonly reject: (reason: unknown) => void }[];
  /** Aborted when nobody else comes into it. */
  readonly completed: AbortController;
}
