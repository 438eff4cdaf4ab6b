import type { Clock } from '../../shared/index.js';
import type { Account } from './account.js';
import type { User } from './answers.js';
import { loadMembers } from './people.js';
import type { RedmineApi } from './redmine-api.js';

/** How long the list is believed: it costs a call for each member. */
const BELIEVED_MS = 600_000;

/** The people that an account without an administrator's rights may know of. */
export class Members {
  readonly #parts: { readonly api: RedmineApi; readonly account: Account };
  readonly #clock: Clock;
  #known: { readonly people: readonly User[]; readonly untilMs: number } | null = null;

  constructor(parts: { readonly api: RedmineApi; readonly account: Account }, clock: Clock) {
    this.#parts = parts;
    this.#clock = clock;
  }

  async get(signal: AbortSignal): Promise<readonly User[]> {
    const nowMs = this.#clock.now().getTime();
    if (this.#known === null || nowMs >= this.#known.untilMs) {
      this.#known = { people: await loadMembers(this.#parts, signal), untilMs: nowMs + BELIEVED_MS };
    }
    return this.#known.people;
  }
}
