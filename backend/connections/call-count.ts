import { AsyncLocalStorage } from 'node:async_hooks';

/** Requests that were sent, by connection name. */
export type Calls = Record<string, { readonly reads: number; readonly writes: number }>;

/**
 * Counts what one piece of work sends, also beside others that use the same connections: a connection's limits, and so its
 * client, are shared by all runs of a process, and its own count would be charged to each of them.
 */
export class CallCount {
  static readonly #current = new AsyncLocalStorage<CallCount>();
  readonly #calls: Calls;

  /** @param before what the same work has sent already, in other processes. */
  constructor(before: Calls = {}) {
    this.#calls = { ...before };
  }

  /** Counts one request for the work that it was sent by; requests outside of any work are nobody's. */
  static note(connection: string, intent: 'read' | 'write'): void {
    const count = CallCount.#current.getStore();
    if (count === undefined) return;
    count.#add(connection, intent === 'read' ? { reads: 1, writes: 0 } : { reads: 0, writes: 1 });
  }

  /** Does the work and counts what it sends. */
  during<T>(work: () => Promise<T>): Promise<T> {
    return CallCount.#current.run(this, work);
  }

  /** These may be used: where nothing was sent, the count says 0. */
  expect(connections: readonly string[]): void {
    for (const connection of connections) this.#add(connection, { reads: 0, writes: 0 });
  }

  /** With what was sent before. */
  sent(): Calls {
    return { ...this.#calls };
  }

  #add(connection: string, { reads, writes }: Calls[string]): void {
    const before = this.#calls[connection] ?? { reads: 0, writes: 0 };
    this.#calls[connection] = { reads: before.reads + reads, writes: before.writes + writes };
  }
}
