import { type Application, resolveConflict } from '../../../backend/application/index.js';
import { listConflicts } from '../../../backend/conflicts/index.js';
import { findHeldPairs } from '../../../backend/links/index.js';
import { StaleError } from '../../../backend/shared/index.js';
import type { Edit, WatchedEdit } from './edit.js';
import type { Pair } from './tools.js';

/** What waits for a person. */
export interface HeldField {
  readonly id: string;
  readonly issueKey: string;
  readonly incidentNumber: string;
  readonly ruleId: string;
  readonly left: string;
  readonly right: string;
  readonly sinceMs: number;
}

/** Edits that are kept on the screen. */
const REMEMBERED = 40;

/** Watches what becomes of people's edits, by looking at both tools and at Syncline's inbox. */
export class Observer {
  readonly #application: Application;
  readonly #nowMs: () => number;
  #edits: { readonly edit: Edit; shown: WatchedEdit }[] = [];
  #held: readonly HeldField[] = [];
  #carried = 0;
  /** Answered, and not yet acted on. */
  readonly #answered = new Set<string>();

  constructor(application: Application, nowMs: () => number) {
    this.#application = application;
    this.#nowMs = nowMs;
  }

  /** Newest first. */
  get edits(): readonly WatchedEdit[] {
    return this.#edits.map(({ shown }) => shown).reverse();
  }

  get held(): readonly HeldField[] {
    return this.#held.filter((field) => !this.#answered.has(field.id));
  }

  /** Edits that have arrived on the other side since the beginning. */
  get carried(): number {
    return this.#carried;
  }

  get waiting(): number {
    return this.#edits.filter(({ shown }) => shown.state === 'waiting').length;
  }

  add(edit: Edit): void {
    const { id, who, side, itemKey, what, ruleId } = edit;
    const { left, right } = edit.look();
    this.#edits.push({
      edit,
      shown: { id, who, side, itemKey, what, ruleId, left, right, state: 'waiting', tookMs: null },
    });
    this.#edits = this.#edits.slice(-REMEMBERED);
  }

  /** Whether something about the pair is on its way or held. */
  isBusy({ issue, incident }: Pair): boolean {
    return (
      this.#held.some(({ issueKey }) => issueKey === issue.key) ||
      this.#edits.some(
        ({ shown: { state, itemKey } }) =>
          state === 'waiting' && (itemKey === issue.key || itemKey === incident.number),
      )
    );
  }

  /** Looks again. @returns those whose state has changed. */
  async look(): Promise<readonly WatchedEdit[]> {
    this.#held = await this.#readHeld();
    const changed: WatchedEdit[] = [];
    for (const entry of this.#edits) {
      if (entry.shown.state === 'carried' || entry.shown.state === 'settled') continue;
      const { left, right, isCarried } = entry.edit.look();
      const before = entry.shown.state;
      const state = isCarried
        ? before === 'held'
          ? 'settled'
          : 'carried'
        : this.#isHeld(entry.edit)
          ? 'held'
          : before;
      const tookMs = isCarried ? this.#nowMs() - entry.edit.doneAtMs : null;
      entry.shown = { ...entry.shown, left, right, state, tookMs };
      if (state === before) continue;
      if (state === 'carried') this.#carried += 1;
      changed.push(entry.shown);
    }
    return changed;
  }

  /** A person settles a held field. Somebody who edits at the same moment is no fault: it is shown anew. */
  async settle(id: string, take: 'left' | 'right'): Promise<void> {
    this.#answered.add(id);
    await resolveConflict(this.#application, { id, answer: { take } }).catch((error: unknown) => {
      if (!(error instanceof StaleError)) throw error;
      this.#answered.delete(id);
    });
  }

  async #readHeld(): Promise<readonly HeldField[]> {
    return this.#application.database.transaction('read held fields', async (transaction) => {
      const open = (await listConflicts(transaction, null)).filter(({ state }) => state === 'open');
      for (const { id } of open) this.#answered.delete(id);
      const pairs = await findHeldPairs(
        transaction,
        open.map(({ linkId }) => linkId),
      );
      return open.flatMap((conflict) => {
        const pair = pairs.get(conflict.linkId);
        if (pair === undefined) return [];
        return {
          id: conflict.id,
          issueKey: pair.left.key,
          incidentNumber: pair.right.key,
          ruleId: conflict.field,
          left: String(conflict.left ?? ''),
          right: String(conflict.right ?? ''),
          sinceMs: this.#nowMs() - conflict.openedAt.getTime(),
        };
      });
    });
  }

  #isHeld({ ruleId, itemKey }: Edit): boolean {
    return this.#held.some(
      (field) => field.ruleId === ruleId && (field.issueKey === itemKey || field.incidentNumber === itemKey),
    );
  }
}
