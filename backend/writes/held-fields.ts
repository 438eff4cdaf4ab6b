import type { Conflict } from '../conflicts/index.js';
import type { FieldValue } from '../connectors/sdk/index.js';
import { type Base, type CompiledField, type HeldReason, SIDES, type Side, sameValue } from '../mappings/index.js';
import { type RuledPair, valueOn } from './build-update.js';
import type { LinkWork } from './link-work.js';
import type { FoundHeld } from './settle-interrupted.js';

/** Collects the fields of a pair that wait for a person, each with both sides as they are now. */
export class HeldFields {
  readonly #pair: RuledPair & { readonly conflicts: readonly Conflict[] };
  readonly #bases: Readonly<Record<string, Base>>;
  readonly #held = new Map<string, LinkWork['held'][number]>();

  /** @param bases as they become while the pair is decided on. */
  constructor(pair: RuledPair & { readonly conflicts: readonly Conflict[] }, bases: Readonly<Record<string, Base>>) {
    this.#pair = pair;
    this.#bases = bases;
  }

  list(): LinkWork['held'] {
    return [...this.#held.values()];
  }

  has(field: string): boolean {
    return this.#held.has(field);
  }

  hold(field: string, reason: HeldReason, message: string, covered: FoundHeld['covered'] = null): void {
    const value = (side: Side) => (covered?.side === side ? covered.value : this.#valueOn(field, side));
    const base = this.#bases[field] ?? null;
    this.#held.set(field, { field, reason, message, base, left: value('left'), right: value('right') });
  }

  /**
   * Shows an open conflict with both sides as they are now (I11); whether that is news is for the stored one to compare. The
   * covered value of an overwrite stands nowhere any more and stays as it was shown.
   */
  refresh(field: string): void {
    const conflict = this.#conflictOf(field);
    if (conflict === undefined || this.#held.has(field)) return;
    this.hold(field, conflict.reason, conflict.message, this.#coveredBy(conflict));
  }

  /** Whether the field waits although both sides agree: a covered edit is given up by a person alone (I10). */
  isCovered(field: string): boolean {
    return this.#held.get(field)?.reason === 'overwritten' || this.#conflictOf(field)?.reason === 'overwritten';
  }

  #conflictOf(field: string): Conflict | undefined {
    return this.#pair.conflicts.find((candidate) => candidate.field === field);
  }

  #coveredBy(conflict: Conflict): FoundHeld['covered'] {
    const { base, reason } = conflict;
    if (reason !== 'overwritten' || base === null) return null;
    const kindOn = (side: Side) => this.#compiled(conflict.field)?.[side]?.kind ?? 'text';
    const side = SIDES.find((candidate) => !sameValue(kindOn(candidate), conflict[candidate], base[candidate]));
    return side === undefined ? null : { side, value: conflict[side] };
  }

  #compiled(field: string): CompiledField | undefined {
    return this.#pair.rule.fields.find(({ id }) => id === field);
  }

  #valueOn(field: string, side: Side): FieldValue {
    const compiled = this.#compiled(field);
    return compiled === undefined ? null : valueOn(compiled, side, this.#pair.items);
  }
}
