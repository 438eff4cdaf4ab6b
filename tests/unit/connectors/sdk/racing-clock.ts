import type { Clock } from '../../../../backend/shared/index.js';

/** Time that passes only by sleeping: a sleep moves the clock on at once and is written down. */
export class RacingClock implements Clock {
  readonly slept: number[] = [];
  #nowMs = Date.parse('2026-03-01T12:00:00.000Z');

  now(): Date {
    return new Date(this.#nowMs);
  }

  async sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const wakeMs = this.#nowMs + delayMs;
    this.slept.push(delayMs);
    await Promise.resolve();
    this.#nowMs = Math.max(this.#nowMs, wakeMs);
  }
}
