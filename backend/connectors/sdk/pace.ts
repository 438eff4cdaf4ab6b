import { type Clock, RateLimitedError } from '../../shared/index.js';
import type { DefaultLimits } from './connector.js';

/** What one call may still wait for the tool's limits; shared by all its attempts. */
export interface Patience {
  remainingMs: number;
}

/**
 * Decides when a request of one connection may leave: so many at once, so many a second (in any window of a second), and none
 * while the tool has asked for a pause. Waits by the given clock only.
 */
export class Pace {
  readonly #clock: Clock;
  #freeSeats: number;
  readonly #queue: (() => void)[] = [];
  readonly #windowMs: number;
  /** When the last requests left or will leave; a ring as long as the window allows requests. */
  readonly #departures: number[];
  #nextDeparture = 0;
  #pausedUntilMs = 0;
  readonly #lanesPausedUntilMs = new Map<string, number>();

  constructor(limits: Pick<DefaultLimits, 'concurrency' | 'requestsPerSecond'>, clock: Clock) {
    this.#clock = clock;
    this.#freeSeats = Math.max(1, limits.concurrency);
    const perWindow = Math.max(1, Math.floor(limits.requestsPerSecond));
    this.#windowMs = (1000 * perWindow) / limits.requestsPerSecond;
    this.#departures = new Array<number>(perWindow).fill(Number.NEGATIVE_INFINITY);
  }

  /**
   * Waits for its turn and takes a seat, which the caller gives back by calling the result once.
   * @throws RateLimitedError when a pause lasts longer than `patience`. @throws the signal's reason.
   */
  async enter(lane: string | undefined, patience: Patience, signal: AbortSignal): Promise<() => void> {
    for (;;) {
      await this.#sitOutPauses(lane, patience, signal);
      await this.#takeSeat(signal);
      try {
        if (this.#pauseLeftMs(lane) === 0) await this.#waitForDeparture(signal);
        if (this.#pauseLeftMs(lane) === 0) return () => this.#leaveSeat();
      } catch (error) {
        this.#leaveSeat();
        throw error;
      }
      this.#leaveSeat();
    }
  }

  /** Lets nothing leave for `delayMs`: in this lane, or on the whole connection when `lane` is null. A longer pause stays. */
  pause(delayMs: number, lane: string | null): void {
    const untilMs = this.#clock.now().getTime() + delayMs;
    if (lane === null) this.#pausedUntilMs = Math.max(this.#pausedUntilMs, untilMs);
    else this.#lanesPausedUntilMs.set(lane, Math.max(this.#lanesPausedUntilMs.get(lane) ?? 0, untilMs));
  }

  async #sitOutPauses(lane: string | undefined, patience: Patience, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    for (let leftMs = this.#pauseLeftMs(lane); leftMs > 0; leftMs = this.#pauseLeftMs(lane)) {
      if (leftMs > patience.remainingMs) {
        throw new RateLimitedError('The tool asks to wait longer than a call waits', {
          retryAt: new Date(this.#clock.now().getTime() + leftMs),
        });
      }
      patience.remainingMs -= leftMs;
      await this.#clock.sleep(leftMs, signal);
    }
  }

  #pauseLeftMs(lane: string | undefined): number {
    const nowMs = this.#clock.now().getTime();
    const lanePausedUntilMs = lane === undefined ? 0 : (this.#lanesPausedUntilMs.get(lane) ?? 0);
    if (lane !== undefined && lanePausedUntilMs <= nowMs) this.#lanesPausedUntilMs.delete(lane);
    return Math.max(0, this.#pausedUntilMs - nowMs, lanePausedUntilMs - nowMs);
  }

  async #takeSeat(signal: AbortSignal): Promise<void> {
    if (this.#freeSeats > 0) {
      this.#freeSeats -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        this.#queue.splice(this.#queue.indexOf(onSeat), 1);
        reject(signal.reason);
      };
      const onSeat = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#queue.push(onSeat);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  #leaveSeat(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#freeSeats += 1;
    else next();
  }

  async #waitForDeparture(signal: AbortSignal): Promise<void> {
    const nowMs = this.#clock.now().getTime();
    const earliestMs = (this.#departures[this.#nextDeparture] ?? Number.NEGATIVE_INFINITY) + this.#windowMs;
    const departureMs = Math.max(nowMs, earliestMs);
    this.#departures[this.#nextDeparture] = departureMs;
    this.#nextDeparture = (this.#nextDeparture + 1) % this.#departures.length;
    if (departureMs > nowMs) await this.#clock.sleep(departureMs - nowMs, signal);
  }
}
