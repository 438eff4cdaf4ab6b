import type { FieldValue } from '../connectors/sdk/index.js';
import type { Side } from './definition.js';

/**
 * A field's values when both sides last agreed: each side in its own form, as its tool answers it (I7). `sent` is what was last
 * written to a side, kept beside because tools alter what they are given.
 */
export interface Base {
  readonly left: FieldValue;
  readonly right: FieldValue;
  readonly sent?: { readonly left?: FieldValue; readonly right?: FieldValue };
}

/** Why a field waits for a person. */
export type HeldReason =
  /** Both sides changed it and the policy is to ask, or nothing says who wins. */
  | 'conflict'
  /** No base exists and `initial` is `hold`. */
  | 'first-contact'
  /** The tool took the call and kept the old value. */
  | 'refused'
  /** The tool made a third value of what it was given. */
  | 'altered'
  /** The tool named this field in an error. */
  | 'rejected'
  /** No counterpart for the value: an option or user without partner, a text that is no number. */
  | 'unmappable'
  /** An expression threw, ran out of its bounds or gave the wrong type. */
  | 'expression'
  /** A foreign edit was covered by our write without having been seen (I10). */
  | 'overwritten'
  /** Deleted on one side and edited on the other. */
  | 'deleted';

/** What is to be written to one side for one field. `elements` is set where the change can be said by element. */
export interface FieldWrite {
  readonly value: FieldValue;
  readonly elements: { readonly add: readonly string[]; readonly remove: readonly string[] } | null;
}

/** What a merge says of one field. */
export type FieldOutcome =
  /** Nobody moved. */
  | { readonly kind: 'unchanged' }
  /** Both sides moved to the same, or agreed at first contact: this is the new base. */
  | { readonly kind: 'agreed'; readonly base: Base }
  /** At least one side must be written. The base follows from the tool's answer. `overwrites` names a side whose own edit loses by policy or direction. */
  | {
      readonly kind: 'carry';
      readonly writes: { readonly left?: FieldWrite; readonly right?: FieldWrite };
      readonly overwrites: { readonly side: Side; readonly value: FieldValue } | null;
    }
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly message: string };

/** What became of a field when its partner's value was computed for a create. */
export type CreateValue =
  | { readonly kind: 'value'; readonly value: FieldValue }
  /** Left out of the create; to be written or held afterwards. */
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly message: string };
