import type { HttpPort, HttpRequest } from '../../backend/connectors/sdk/index.js';
import type { Database } from '../../backend/storage/index.js';

/** Where a worker stops: at a call to a tool or at a transaction, before it happens or after it did and before its result is known. */
export type Place = ({ readonly call: (request: HttpRequest) => boolean } | { readonly transaction: string }) & {
  readonly when: 'before' | 'after';
  /** The first such place when absent. */
  readonly nth?: number;
};

/**
 * Stands a worker still, as a killed process or one that the system has swapped out: from a chosen place on nothing that it
 * begins happens, until it is let go on, if ever.
 */
export class Interruption {
  /** Resolves when the place is reached. */
  readonly reached: Promise<void>;
  readonly #place: Place;
  #met = 0;
  #announce: () => void = () => undefined;
  #gate: Promise<void> | null = null;
  #open: () => void = () => undefined;

  constructor(place: Place) {
    this.#place = place;
    this.reached = new Promise((resolve) => {
      this.#announce = resolve;
    });
  }

  /** Lets the worker go on from where it stands. */
  goOn(): void {
    this.#open();
  }

  port(inner: HttpPort): HttpPort {
    return (request, options) => {
      const { call } = 'call' in this.#place ? this.#place : { call: () => false };
      return this.#around(call(request), () => inner(request, options));
    };
  }

  database(inner: Database): Database {
    const here = (name: string) => 'transaction' in this.#place && this.#place.transaction === name;
    return {
      transaction: (name, work) => this.#around(here(name), () => inner.transaction(name, work)),
      close: () => inner.close(),
    };
  }

  async #around<T>(isPlace: boolean, work: () => Promise<T>): Promise<T> {
    const isHere = isPlace && ++this.#met === (this.#place.nth ?? 1);
    if (isHere && this.#place.when === 'before') this.#stop();
    await this.#gate;
    const result = await work();
    if (isHere && this.#place.when === 'after') this.#stop();
    await this.#gate;
    return result;
  }

  #stop(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
    this.#announce();
  }
}
