/** What one write of ours made of a record's modification count. */
export interface Saves {
  readonly table: string;
  readonly fields: readonly string[];
  readonly count: number;
}

/**
 * How often one write of ours makes the instance save a record: business rules may save it again, always or when certain fields
 * are written. Learnt as the fewest seen, by table and by field, for people in between only ever add to it.
 */
export class UsualSaves {
  readonly #fewest: Map<string, number>;

  constructor(known: ReadonlyMap<string, number> = new Map()) {
    this.#fewest = new Map(known);
  }

  note(saves: readonly Saves[]): void {
    for (const { table, fields, count } of saves) {
      for (const name of namesOf(table, fields)) {
        this.#fewest.set(name, Math.min(count, this.#fewest.get(name) ?? count));
      }
    }
  }

  /** Whether it is more than is known of such writes, these `others` among them; once where nothing is known. */
  isExceededBy({ table, fields, count }: Saves, others: readonly Saves[]): boolean {
    const known = new UsualSaves(this.#fewest);
    known.note(others);
    return count > Math.max(1, ...namesOf(table, fields).map((name) => known.#fewest.get(name) ?? 1));
  }
}

function namesOf(table: string, fields: readonly string[]): readonly string[] {
  return [table, ...fields.map((field) => `${table}.${field}`)];
}
