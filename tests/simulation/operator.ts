import { answerConflict, listConflicts } from '../../backend/conflicts/index.js';
import { resumeConnection } from '../../backend/connections/index.js';
import type { Database, Transaction } from '../../backend/storage/index.js';
import type { Chance } from './chance.js';

const CONNECTION_IDS = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

const BOTH_WAYS = ['left', 'right', 'right', 'left', 'base'] as const;
// The oracle could not tell an agreed difference from a loss, and so nobody agrees to one: the status goes from left to right alone, and the
// base of what a tool has altered is what both sides show.
const ONE_WAY = ['left', 'base', 'base', 'left', 'base'] as const;
const ALTERED = ['left', 'right', 'right', 'left', 'left'] as const;

/** The person who looks after the sync: resumes what has been paused, and settles conflicts. */
export class Operator {
  readonly #database: Database;
  readonly #chance: Chance;

  constructor(database: Database, chance: Chance) {
    this.#database = database;
    this.#chance = chance;
  }

  /** Looks in. @returns what was done, or null when nothing was to be done */
  act(): Promise<string | null> {
    return this.#database.transaction('operator', async (transaction) => {
      const paused = await transaction.query(`select id, name from connections where state = 'paused' order by name`);
      for (const { id } of paused) await resumeConnection(transaction, String(id));
      if (paused.length > 0) return `the operator resumes ${paused.map(({ name }) => String(name)).join(', ')}`;
      return this.#chance.happens(0.5) ? this.#settle(transaction) : null;
    });
  }

  /** Lets every connection work again. */
  async resumeAll(): Promise<void> {
    await this.#database.transaction('operator', async (transaction) => {
      for (const id of CONNECTION_IDS) await resumeConnection(transaction, id);
    });
  }

  async #settle(transaction: Transaction): Promise<string | null> {
    const open = (await listConflicts(transaction, null)).filter(({ state }) => state === 'open');
    if (open.length === 0) return null;
    const conflict = this.#chance.oneOf(open);
    const { field, reason } = conflict;
    const take = this.#chance.oneOf(field.startsWith('status') ? ONE_WAY : reason === 'altered' ? ALTERED : BOTH_WAYS);
    await answerConflict(transaction, conflict, { take });
    return `the operator settles ${conflict.field} (${conflict.reason}): ${take}`;
  }
}
