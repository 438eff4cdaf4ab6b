import type { Clock } from '../../shared/index.js';
import type { HttpClient } from './http-client.js';
import type { ItemRef, Version } from './item.js';

/** A second, and what its fraction or its rounding hides, are over so long after something of it was seen. */
const OVER_MS = 2_000;
/** What was changed so long ago by both clocks is over, whichever of them goes wrong by less. */
const LONG_AGO_MS = 60_000;
/** The same where the tool tells no time, so that ours alone must do. */
const LONG_AGO_BY_OUR_CLOCK_MS = 24 * 3_600_000;
/** So many items are remembered; of the others the clocks tell. */
const MOST = 20_000;

/** Which item, and in which state the tool says that it is. */
export type State = Pick<ItemRef, 'id' | 'version'>;

/** Gives an item that was asked for before its version: see `Sightings.asking`. */
export type VersionOf = (state: State) => Version;

/**
 * For tools whose versions are whole seconds, so that two states of one second look the same (B3): when each item was first seen in
 * its present version, by our own clock alone. Only what is asked for some time later is sure to grow no other edit that looks the
 * same, however late it is stored and however wrong the tool's clock is. One of a connection.
 */
export class Sightings {
  readonly #clock: Clock;
  readonly #lagMs: number;
  readonly #first = new Map<string, { readonly token: string; readonly atMs: number }>();
  /** How far our clock was ahead of the tool's at its last answer, at the most; null while it has told no time. */
  #aheadMs: number | null = null;

  /** @param options.lagMs how much later than the newest state reads may show an older one; 0 where they read the database */
  constructor(clock: Clock, options: { readonly lagMs?: number } = {}) {
    this.#clock = clock;
    this.#lagMs = options.lagMs ?? 0;
  }

  /** The same client; the Date of its answers tells how the tool's clock stands to ours. */
  watching(http: HttpClient): HttpClient {
    return {
      call: async (call, signal) => {
        const answer = await http.call(call, signal);
        const toolMs = Date.parse(answer.headers.date ?? '');
        if (!Number.isNaN(toolMs)) this.#aheadMs = this.#clock.now().getTime() - toolMs;
        return answer;
      },
    };
  }

  /** To be called when an answer has come that shows these. */
  note(states: Iterable<State>): void {
    const nowMs = this.#clock.now().getTime();
    for (const state of states) this.#note(state, nowMs);
  }

  /**
   * To be called before items are asked for. @returns what gives each of them, once they have come, its version: where another edit may
   * still look the same it is one that no page shows, so that the next poll has the item read again.
   */
  asking(): VersionOf {
    const askedAtMs = this.#clock.now().getTime();
    return (state) => {
      const isOver = this.#isOver(state, askedAtMs);
      this.#note(state, this.#clock.now().getTime());
      const { version } = state;
      return isOver ? version : { ...version, token: `${version.token}, not over` };
    };
  }

  #note({ id, version }: State, nowMs: number): void {
    if (this.#first.get(id)?.token === version.token) return;
    this.#first.delete(id);
    this.#first.set(id, { token: version.token, atMs: nowMs });
    const [oldest] = this.#first.keys();
    if (this.#first.size > MOST && oldest !== undefined) this.#first.delete(oldest);
  }

  #isOver({ id, version }: State, askedAtMs: number): boolean {
    const seen = this.#first.get(id);
    if (seen?.token === version.token && askedAtMs - seen.atMs >= OVER_MS + this.#lagMs) return true;
    const ageMs = askedAtMs - Date.parse(version.at);
    if (this.#aheadMs === null) return ageMs >= LONG_AGO_BY_OUR_CLOCK_MS;
    return Math.min(ageMs, ageMs - this.#aheadMs) >= LONG_AGO_MS + this.#lagMs;
  }
}
