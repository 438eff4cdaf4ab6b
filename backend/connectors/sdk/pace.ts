import { type Clock, RateLimitedError } from '../../shared/index.js';
import type { DefaultLimits } from './connector.js';
import { FairQueue } from './fair-queue.js';
import type { Outage, SharedPace } from './shared-pace.js';

/** What one call may still wait for the tool's limits; shared by all its attempts. */
export interface Patience {
  remainingMs: number;
}

/** Whose turn a call takes. */
export interface Traveller {
  /** The item that a write changes; see `Call`. */
  readonly lane: string | undefined;
  /** Calls of different parties take turns. */
  readonly party: string;
  /**
   * Reads go before the writes of their party: what they tell is what the next writes are made of. Behind a hundred creates the
   * reads of the next hundred would come too late, and the tool would stand idle meanwhile.
   */
  readonly isRead: boolean;
}

/** A pace that other processes keep too. */
export interface Sharing {
  readonly pace: SharedPace;
  /** Hears with each grant whether the tool answers others. */
  readonly learn: (outage: Outage | null) => void;
}

/**
 * Decides when a request of one connection may leave: so many at once, so many a second (in any window of a second), none while
 * the tool has asked for a pause, and every party in its turn. Waits by the given clock only.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #shared: Sharing | null;
  #seats: number;
  #taken = 0;
  /** Each is told whether it may go; if not, a pause has begun. */
  readonly #queue = new FairQueue<(mayGo: boolean) => void>();
  #isServing = false;
  /** Ends the waiting for a departure that nobody wants any more. */
  #abandoned = new AbortController();
  readonly #windowMs: number;
  /** When the last requests left; a ring as long as the window allows requests. */
  readonly #departures: number[];
  #nextDeparture = 0;
  #stock = { departures: 0, used: 0, untilMs: 0 };
  #pausedUntilMs = 0;
  readonly #lanesPausedUntilMs = new Map<string, number>();

  /** @param shared absent where no other process uses the connection. */
  constructor(limits: Pick<DefaultLimits, 'concurrency' | 'requestsPerSecond'>, clock: Clock, shared?: Sharing) {
    this.#clock = clock;
    this.#shared = shared ?? null;
    this.#seats = Math.max(1, limits.concurrency);
    const perWindow = Math.max(1, Math.floor(limits.requestsPerSecond));
    this.#windowMs = (1000 * perWindow) / limits.requestsPerSecond;
    this.#departures = new Array<number>(perWindow).fill(Number.NEGATIVE_INFINITY);
  }

  /**
   * Waits for its turn and takes a seat, which the caller gives back by calling the result once.
   * @throws RateLimitedError when a pause lasts longer than `patience`. @throws the signal's reason.
   */
  async enter({ lane, party, isRead }: Traveller, patience: Patience, signal: AbortSignal): Promise<() => void> {
    for (;;) {
      await this.#sitOutPauses(lane, patience, signal);
      if (!(await this.#turn(party, isRead, signal))) continue;
      if (this.#pauseLeftMs(lane) === 0) return () => this.#leaveSeat();
      this.#leaveSeat();
    }
  }

  /** Lets nothing leave for `delayMs`: in this lane, or on the whole connection when `lane` is null. A longer pause stays. */
  async pause(delayMs: number, lane: string | null): Promise<void> {
    const untilMs = this.#clock.now().getTime() + delayMs;
    if (lane !== null) {
      this.#lanesPausedUntilMs.set(lane, Math.max(this.#lanesPausedUntilMs.get(lane) ?? 0, untilMs));
      return;
    }
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, untilMs);
    await this.#shared?.pace.pause(delayMs);
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

  /** Waits in the line of its party. @returns false when a pause has begun, before which nothing was taken. */
  #turn(party: string, isRead: boolean, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#queue.remove(party, onTurn);
        if (this.#queue.size === 0) this.#abandoned.abort();
        reject(signal.reason);
      };
      const onTurn = (mayGo: boolean) => {
        signal.removeEventListener('abort', onAbort);
        resolve(mayGo);
      };
      this.#queue.add(party, onTurn, isRead);
      signal.addEventListener('abort', onAbort, { once: true });
      void this.#serve();
    });
  }

  /** Lets go whoever may, for as long as anybody waits and there is a seat; `#leaveSeat` goes on. */
  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    while (this.#queue.size > 0) {
      const isPaused = this.#pauseLeftMs(undefined) > 0;
      if (!isPaused) {
        if (this.#taken >= this.#seats) break;
        const waitMs = this.#departureInMs();
        if (waitMs > 0) {
          await this.#wait(waitMs);
          continue;
        }
        if (this.#isOutOfStock()) {
          await this.#restock();
          continue;
        }
        this.#depart();
      }
      this.#queue.take()?.(!isPaused);
    }
    this.#isServing = false;
  }

  #departureInMs(): number {
    const last = this.#departures[this.#nextDeparture] ?? Number.NEGATIVE_INFINITY;
    return Math.max(0, last + this.#windowMs - this.#clock.now().getTime());
  }

  #depart(): void {
    this.#taken += 1;
    this.#stock.used += 1;
    this.#departures[this.#nextDeparture] = this.#clock.now().getTime();
    this.#nextDeparture = (this.#nextDeparture + 1) % this.#departures.length;
  }

  #leaveSeat(): void {
    this.#taken -= 1;
    void this.#serve();
  }

  #isOutOfStock(): boolean {
    if (this.#shared === null) return false;
    const { departures, used, untilMs } = this.#stock;
    // one leaves however late the grant came, so that a slow database slows down and does not stop
    return used >= departures || (used > 0 && this.#clock.now().getTime() >= untilMs);
  }

  /** Asks for what is waited for and for as much as was used of late, so that a busy process asks seldom. */
  async #restock(): Promise<void> {
    if (this.#shared === null) return;
    const { departures, used } = this.#stock;
    // what has run out before its time was too little, what has lasted was enough
    const expected = used < departures ? Math.ceil(1.25 * used) : 2 * used;
    const wanted = Math.max(this.#queue.size, expected, 1);
    const askedMs = this.#clock.now().getTime();
    const grant = await this.#shared.pace.take({ wanted, returned: departures - used });
    if (grant.outage !== undefined) this.#shared.learn(grant.outage);
    this.#seats = grant.seats;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.#clock.now().getTime() + grant.pausedMs);
    // counted from the asking: the grant was given after that, and others count on its end
    this.#stock = { departures: grant.departures, used: 0, untilMs: askedMs + grant.validMs };
    if (grant.departures === 0 && grant.pausedMs === 0) await this.#wait(grant.againInMs);
  }

  async #wait(delayMs: number): Promise<void> {
    if (this.#abandoned.signal.aborted) this.#abandoned = new AbortController();
    try {
      await this.#clock.sleep(delayMs, this.#abandoned.signal);
    } catch (error) {
      if (!this.#abandoned.signal.aborted) throw error;
    }
  }
}
