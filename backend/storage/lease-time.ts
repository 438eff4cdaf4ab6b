import { type Clock, LeaseLostError } from '../shared/index.js';
import { LEASE_SECONDS } from './worker-lease.js';

/**
 * What a worker knows of its lease without asking. The database refuses what a late worker would commit; a tool takes what it is sent. So
 * one that was suspended, by its machine or by a signal, looks at the clock before it sends.
 */
export class LeaseTime {
  readonly #clock: Clock;
  #heldSinceMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#heldSinceMs = clock.now().getTime();
  }

  /** @param askedMs when the prolonging was asked for: it was done no earlier, so others may count from then. */
  prolonged(askedMs: number): void {
    this.#heldSinceMs = askedMs;
  }

  /** How long it runs on if nobody prolongs it; negative when it has run out. */
  get leftMs(): number {
    return this.#heldSinceMs + LEASE_SECONDS * 1000 - this.#clock.now().getTime();
  }

  /** @throws LeaseLostError when others may have taken the work over. */
  assertRunning(): void {
    if (this.leftMs <= 0) throw new LeaseLostError('the lease of this worker has run out');
  }
}
