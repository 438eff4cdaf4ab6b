import type { Clock } from '../../backend/shared/index.js';

const WINDOW_MS = 60_000;
/** Twenty a second: more than a Jira sends when a thousand people work in it. */
const MOST_IN_WINDOW = 1_200;
/** Windows that are counted at the same time; beyond it the oldest is given up. */
const MOST_SITES = 10_000;

interface Window {
  readonly endsMs: number;
  calls: number;
}

/** Counts the calls of each site, so that one of them cannot keep the server from the others. */
export class CallLimit {
  readonly #windows = new Map<string, Window>();

  /** @returns the seconds until the site may call again, or null when it may now. */
  secondsToWait(site: string, clock: Clock): number | null {
    const nowMs = clock.now().getTime();
    const present = this.#windows.get(site);
    const window = present !== undefined && nowMs < present.endsMs ? present : this.#begin(site, nowMs);
    window.calls += 1;
    return window.calls > MOST_IN_WINDOW ? Math.ceil((window.endsMs - nowMs) / 1_000) : null;
  }

  #begin(site: string, nowMs: number): Window {
    const begun = { endsMs: nowMs + WINDOW_MS, calls: 0 };
    this.#windows.delete(site);
    this.#windows.set(site, begun);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > MOST_SITES && oldest !== undefined) this.#windows.delete(oldest);
    return begun;
  }
}
