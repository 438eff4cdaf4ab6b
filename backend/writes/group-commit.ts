import type { Clock } from '../shared/index.js';

/** The most that a crash may leave to be looked for: a create closes its link within so many writes or so long (I14). */
const MOST = 20;
const LONGEST_MS = 200;

/**
 * Commits what comes in groups: one transaction for up to 20 results, and none waits longer than 200 ms. A failed commit
 * fails everybody who was in it.
 */
export class GroupCommit<T> {
  readonly #commit: (group: readonly T[]) => Promise<void>;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #waiting: { readonly element: T; readonly resolve: () => void; readonly reject: (reason: unknown) => void }[] = [];

  constructor(options: { commit: (group: readonly T[]) => Promise<void>; clock: Clock; signal: AbortSignal }) {
    this.#commit = options.commit;
    this.#clock = options.clock;
    this.#signal = options.signal;
  }

  /** Resolves when `element` is committed. */
  add(element: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ element, resolve, reject });
      if (this.#waiting.length >= MOST) void this.#flush();
      else if (this.#waiting.length === 1) void this.#flushLater();
    });
  }

  async #flushLater(): Promise<void> {
    // a stop in the middle commits at once what the tool has answered already
    await this.#clock.sleep(LONGEST_MS, this.#signal).catch(() => undefined);
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const group = this.#waiting;
    if (group.length === 0) return;
    this.#waiting = [];
    try {
      await this.#commit(group.map(({ element }) => element));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
