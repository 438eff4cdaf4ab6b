import type { FieldDescriptor, FieldValue, Item } from '../../connectors/sdk/index.js';
import type { ConversionContext } from '../convert/index.js';
import type { Side, SyncDefinition } from '../definition.js';
import type { CompiledField, Sides } from '../mapping.js';
import type { Base } from '../outcome.js';

/** One field of two items, and all that its merge goes by. */
export interface FieldMerge {
  readonly field: CompiledField;
  readonly definition: SyncDefinition;
  readonly items: Sides<Item>;
  /** Null where that side is never written. */
  readonly to: Sides<ConversionContext | null>;
}

/** A field that both sides have, both answered. */
export interface TwoSided extends FieldMerge {
  readonly descriptors: Sides<FieldDescriptor>;
  readonly present: Sides;
}

/** A two-sided field that was in agreement once. */
export interface Based extends TwoSided {
  readonly base: Base;
}

/** The only side that is followed, of a one-way field; null when both are. */
export function nearSide({ field }: FieldMerge): Side | null {
  const { direction } = field.rule;
  if (direction === 'both') return null;
  return direction === 'right' ? 'left' : 'right';
}

/** What a tool answered for the field on a side: undefined when it did not answer it, or the side has no field. */
export function answeredOn({ field, items }: FieldMerge, side: Side): FieldValue | undefined {
  const descriptor = field[side];
  return descriptor === null ? undefined : items[side].fields[descriptor.id];
}
