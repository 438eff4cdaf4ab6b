import { type Clock, UnavailableError } from '../../shared/index.js';
import type { Call } from './http-client.js';
import type { Outage } from './shared-pace.js';

/** As many failures in a row, over at least as long, open a circuit: a tool that restarts is not dead yet, nor is one whose every second answer is a 502. */
const FAILURES = 5;
const FAILING_MS = 10_000;

const FIRST_PROBE_MS = 5_000;
const LONGEST_PROBE_MS = 60_000;
/** Longer than a request may take: after this, whoever was to try has died. */
export const PROBE_LEASE_MS = 45_000;
/** While one tries, the others come back soon to hear of it, and not in a busy loop. */
const SHORTEST_MS = 1_000;

/** Where the state of a connection's circuit is kept: for this process, or for all that use the connection. Never rejects. */
export interface CircuitStore {
  /** It does not answer, or has failed the trial; the next is put off longer each time. */
  open(problem: string): Promise<Outage>;
  /** Asks where things stand, and with `mayTry` to be the one who tries; `outage` null: somebody has found it well again. */
  probe(mayTry: boolean): Promise<{ readonly isOurs: boolean; readonly outage: Outage | null }>;
  close(): Promise<void>;
}

/**
 * Keeps calls away from a tool that does not answer. After five failures in a row over ten seconds or more (no answer, or a 5xx) nothing
 * is sent but one read at a time, first after 5 s and then ever later up to a minute; its first answer lets everything go on.
 * Refusals and 429 are answers. Small and our own because the libraries (cockatiel, opossum) take neither a clock nor a store that several
 * processes share.
 */
export class Circuit {
  readonly #url: string;
  readonly #clock: Clock;
  readonly #store: CircuitStore;
  #failures = 0;
  #failingSinceMs = 0;
  #open: { readonly outage: Outage; readonly retryAtMs: number } | null = null;
  #isTrying = false;

  constructor(url: string, clock: Clock, store: CircuitStore) {
    this.#url = url;
    this.#clock = clock;
    this.#store = store;
  }

  /**
   * @returns whether this call is the trial on which everything else waits.
   * @throws UnavailableError saying since when and until when, where nothing may be sent now.
   */
  async enter(intent: Call['intent']): Promise<boolean> {
    if (this.#open === null) return false;
    if (this.#clock.now().getTime() >= this.#open.retryAtMs) {
      // What a lost write has done would have to be found out afterwards; a read tells as much.
      const { isOurs, outage } = await this.#store.probe(intent === 'read');
      this.learn(outage);
      // another of this process may be at it
      this.#isTrying ||= isOurs;
      if (isOurs || outage === null) return isOurs;
    }
    const refusal = this.refusal();
    if (refusal === null) return false;
    throw refusal;
  }

  /** Takes over what another process has found out. */
  learn(outage: Outage | null): void {
    if (outage === null && this.#open !== null) this.#failures = 0;
    this.#open = outage === null ? null : { outage, retryAtMs: this.#clock.now().getTime() + outage.retryInMs };
  }

  /** An answer came, whatever it said. */
  async answered(): Promise<void> {
    this.#failures = 0;
    this.#isTrying = false;
    if (this.#open === null) return;
    this.#open = null;
    await this.#store.close();
  }

  /** No answer came, or one that says that the tool is out of order. */
  async failed(problem: string): Promise<void> {
    const nowMs = this.#clock.now().getTime();
    if (this.#failures === 0) this.#failingSinceMs = nowMs;
    this.#failures += 1;
    const isDead = this.#failures >= FAILURES && nowMs - this.#failingSinceMs >= FAILING_MS;
    const opens = this.#open === null ? isDead : this.#isTrying;
    this.#isTrying = false;
    if (opens) this.learn(await this.#store.open(problem));
  }

  /** What a call is told while nothing is sent; null while calls go on. */
  refusal(cause?: unknown): UnavailableError | null {
    if (this.#open === null) return null;
    const { outage, retryAtMs } = this.#open;
    const retryAt = new Date(Math.max(retryAtMs, this.#clock.now().getTime() + SHORTEST_MS));
    return new UnavailableError(
      `${this.#url} has not answered since ${outage.since.toISOString()} (${outage.problem}); it is asked again at ${retryAt.toISOString()}`,
      { retryAt, cause, details: { since: outage.since.toISOString() } },
    );
  }
}

/** How long after the `failedProbes`-th failed trial (from 0) the next one is made. */
export function probeDelayMs(failedProbes: number): number {
  return Math.min(LONGEST_PROBE_MS, FIRST_PROBE_MS * 2 ** Math.min(failedProbes, 10));
}

/** A store for one process. */
export function ownCircuitStore(clock: Clock): CircuitStore {
  let state: { since: Date; problem: string; probeAtMs: number; failedProbes: number } | null = null;
  const outage = (): Outage | null =>
    state === null
      ? null
      : { since: state.since, problem: state.problem, retryInMs: Math.max(0, state.probeAtMs - clock.now().getTime()) };
  return {
    async open(problem) {
      const failedProbes = state === null ? 0 : state.failedProbes + 1;
      const since = state?.since ?? clock.now();
      const retryInMs = probeDelayMs(failedProbes);
      state = { since, problem, failedProbes, probeAtMs: clock.now().getTime() + retryInMs };
      return { since, problem, retryInMs };
    },
    async probe(mayTry) {
      const nowMs = clock.now().getTime();
      if (!mayTry || state === null || state.probeAtMs > nowMs) return { isOurs: false, outage: outage() };
      state.probeAtMs = nowMs + PROBE_LEASE_MS;
      return { isOurs: true, outage: outage() };
    },
    async close() {
      state = null;
    },
  };
}
