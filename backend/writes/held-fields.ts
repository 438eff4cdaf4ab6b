import type { Conflict } from '../conflicts/index.js';
import type { FieldValue } from '../connectors/sdk/index.js';
import { type Base, type CompiledField, type HeldReason, type Side, sameValue } from '../mappings/index.js';
import { type RuledPair, valueOn } from './build-update.js';
import { coveredSide } from './covered-side.js';
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
   * covered value of an overwrite stands nowhere any more and stays as it was shown, until somebody writes on that side again:
   * then that value is in dispute, and the message alone tells of the covered one.
   */
  refresh(field: string): void {
    const conflict = this.#conflictOf(field);
    if (conflict === undefined || this.#held.has(field)) return;
    const covered = this.#coveredBy(conflict);
    if (covered !== null && this.#hasMoved(field, covered.side, conflict.base))
      this.hold(field, 'conflict', conflict.message);
    else this.hold(field, conflict.reason, conflict.message, covered);
  }

  /** Whether the field waits although both sides agree: a covered edit is given up by a person alone (I10). */
  isCovered(field: string): boolean {
    return this.#held.get(field)?.reason === 'overwritten' || this.#conflictOf(field)?.reason === 'overwritten';
  }

  #conflictOf(field: string): Conflict | undefined {
    return this.#pair.conflicts.find((candidate) => candidate.field === field);
  }

  #coveredBy(conflict: Conflict): FoundHeld['covered'] {
    const compiled = this.#compiled(conflict.field);
    const side = compiled === undefined ? null : coveredSide(conflict, compiled);
    return side === null ? null : { side, value: conflict[side] };
  }

  #hasMoved(field: string, side: Side, base: Base | null): boolean {
    const kind = this.#compiled(field)?.[side]?.kind ?? 'text';
    return base !== null && !sameValue(kind, base[side], this.#valueOn(field, side));
  }

  #compiled(field: string): CompiledField | undefined {
    return this.#pair.rule.fields.find(({ id }) => id === field);
  }

  #valueOn(field: string, side: Side): FieldValue {
    const compiled = this.#compiled(field);
    return compiled === undefined ? null : valueOn(compiled, side, this.#pair.items);
  }
}
