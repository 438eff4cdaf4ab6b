import { setTimeout as delay } from 'node:timers/promises';
import { JumpingClock } from './jumping-clock.js';

/** From here on a sleep is jumped over. */
const LONG_MS = 1_000;

/** The real clock, for tests with a real tool, which has no other one; what takes long is jumped over all the same. */
export class LiveClock extends JumpingClock {
  #aheadMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  override advance(byMs: number): void {
    this.#aheadMs += byMs;
  }

  override async sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (delayMs < LONG_MS) await delay(delayMs, undefined, { signal });
    else this.advance(delayMs);
  }
}
