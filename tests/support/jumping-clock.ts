import type { Clock } from '../../backend/shared/index.js';

/** A clock that stands still until somebody sleeps: then it jumps to the end of the sleep, so that minutes pass in no time. */
export class JumpingClock implements Clock {
  #nowMs: number;

  constructor(start = new Date('2026-03-02T09:00:00.000Z')) {
    this.#nowMs = start.getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  advance(byMs: number): void {
    this.#nowMs += byMs;
  }

  async sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const untilMs = this.#nowMs + delayMs;
    // whoever is ready to go on goes first; then time passes
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }
}
