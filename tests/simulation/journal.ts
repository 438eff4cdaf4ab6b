import type { Side } from '../../backend/mappings/index.js';
import { FIELDS, type FieldName, isSame, type Reading } from './readings.js';

/** One field that a person changed, with what stood there before. */
export interface Edit {
  /** Grows with each edit: the order in which people did things. */
  readonly serial: number;
  readonly at: Date;
  readonly side: Side;
  readonly itemId: string;
  readonly field: FieldName;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A comment that a person wrote. */
export interface WrittenComment {
  readonly side: Side;
  readonly itemId: string;
  readonly isInternal: boolean;
  readonly text: string;
}

/** An item that a person made. */
export interface MadeItem {
  readonly side: Side;
  readonly itemId: string;
  readonly key: string;
  /** False for items that the mapping has no rule for. */
  readonly inScope: boolean;
}

const EMPTY: Reading = { summary: [], description: [], priority: [], labels: [], status: [] };

/** Everything that people did, noted as they did it and never by the engine. */
export class Journal {
  readonly edits: Edit[] = [];
  readonly comments: WrittenComment[] = [];
  readonly items: MadeItem[] = [];
  /** Keys of items that people deleted, by id. */
  readonly deleted = new Map<string, string>();
  readonly #now: () => Date;

  /** @param now the time of the simulation, which no tool's clock shows. */
  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Notes each field that differs between what a person found and what a person left. */
  edited(side: Side, itemId: string, before: Reading, after: Reading): void {
    const at = this.#now();
    for (const field of FIELDS) {
      if (isSame(before[field], after[field])) continue;
      const serial = this.edits.length;
      this.edits.push({ serial, at, side, itemId, field, before: before[field], after: after[field] });
    }
  }

  made(item: MadeItem, reading: Reading): void {
    this.items.push(item);
    if (item.inScope) this.edited(item.side, item.itemId, EMPTY, reading);
  }

  /** What people did to one field of a pair, oldest first. */
  of(field: FieldName, leftId: string, rightId: string): readonly Edit[] {
    return this.edits.filter(
      (edit) => edit.field === field && edit.itemId === (edit.side === 'left' ? leftId : rightId),
    );
  }
}
