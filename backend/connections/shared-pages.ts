import type { Page, PageQuery, Tool } from '../connectors/sdk/index.js';
import type { Clock } from '../shared/index.js';
import { currentParty } from './party.js';

/** Longer than the runs of one tick wait for each other; what is older is only in the way. */
const KEPT_MS = 30_000;
/** A poll looks back this much further, at the most, for an answer that serves others too. */
const WIDENED_MS = 600_000;

interface Answer {
  /** When the tool was asked, by this process's clock. */
  readonly askedAtMs: number;
  readonly page: Promise<Page>;
}

/**
 * Reads lists of one connection for all runs of a process that want the same ones: many integrations may look at one project or
 * table, and one look serves all of them. Each still stores what it finds for itself, under its own cursor and ledger.
 *
 * A run is given only an answer for which the tool was asked after the run was: whoever edits an item and then asks for a run gets that
 * edit. The answer comes with the tool's time of its own request, so the cursor that follows from it is as true as for whoever asked (I2).
 *
 * Cursors of integrations over one quiet list differ by the moments at which each began. So a poll asks from where the one that looks
 * back furthest does, and leaves out what is older than it wanted; where that takes several pages it asks for its own part alone.
 */
export class SharedPages {
  readonly #tool: Pick<Tool, 'page'>;
  readonly #clock: Clock;
  readonly #answers = new Map<string, Answer>();
  /** By list and party: from when it has asked last, and when that was. */
  readonly #polls = new Map<string, Map<string, { readonly sinceMs: number; readonly atMs: number }>>();

  constructor(tool: Pick<Tool, 'page'>, clock: Clock) {
    this.#tool = tool;
    this.#clock = clock;
  }

  /** @param wantedAt when the run was asked for, by this process's clock or later. @throws what the tool's `page` throws */
  async read(query: PageQuery, wantedAt: Date, signal: AbortSignal): Promise<Page> {
    const { updatedSince } = query;
    if (updatedSince === null || query.after !== null) return this.#shared(query, wantedAt, signal);
    const from = this.#furthestBack(query, updatedSince);
    const page = await this.#shared({ ...query, updatedSince: from }, wantedAt, signal);
    if (from.getTime() === updatedSince.getTime()) return page;
    if (page.next !== null) return this.#shared(query, wantedAt, signal);
    return { ...page, refs: page.refs.filter(({ version }) => Date.parse(version.at) >= updatedSince.getTime()) };
  }

  async #shared(query: PageQuery, wantedAt: Date, signal: AbortSignal): Promise<Page> {
    const askedAtMs = this.#clock.now().getTime();
    const key = JSON.stringify(query);
    const known = this.#answers.get(key);
    if (known !== undefined && known.askedAtMs > wantedAt.getTime()) {
      const page = await known.page.catch(() => null);
      signal.throwIfAborted();
      // what has failed for one, perhaps because it was stopped, is asked again by the next
      if (page !== null) return page;
    }
    for (const [old, answer] of this.#answers) if (answer.askedAtMs < askedAtMs - KEPT_MS) this.#answers.delete(old);
    const answer = { askedAtMs, page: this.#tool.page(query, signal) };
    this.#answers.set(key, answer);
    try {
      return await answer.page;
    } catch (error) {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
      throw error;
    }
  }

  /** From when the last polls of this list have asked, of those that do not ask for much more than this one. */
  #furthestBack(query: PageQuery, updatedSince: Date): Date {
    const nowMs = this.#clock.now().getTime();
    const sinceMs = updatedSince.getTime();
    const list = JSON.stringify({ ...query, updatedSince: null });
    const polls = this.#polls.get(list) ?? new Map<string, { sinceMs: number; atMs: number }>();
    this.#polls.set(list, polls.set(currentParty().name, { sinceMs, atMs: nowMs }));
    for (const [party, { atMs }] of polls) if (atMs < nowMs - WIDENED_MS) polls.delete(party);
    const asked = [...polls.values()].map((poll) => poll.sinceMs);
    return new Date(Math.min(...asked.filter((fromMs) => fromMs >= sinceMs - WIDENED_MS)));
  }
}
