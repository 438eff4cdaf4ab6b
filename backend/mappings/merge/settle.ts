import type { FieldDescriptor, FieldValue } from '../../connectors/sdk/index.js';
import { SIDES, type Side } from '../definition.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Sides } from '../mapping.js';
import type { FieldOutcome, FieldWrite } from '../outcome.js';
import { elementKeys, equivalentValue, isSet } from '../values/index.js';

/** What a merge came to: the values that the sides should have, and whose own edit is lost by that. */
export interface Settlement {
  readonly descriptors: Sides<FieldDescriptor | null>;
  readonly present: Sides;
  readonly wanted: Partial<Sides>;
  readonly overwrites: Side | null;
}

/**
 * The outcome that brings the sides to the wanted values: writes where a side differs, else agreement on what is there.
 * @throws HoldFieldError when a side that must be written can be written at creation alone.
 */
export function settle({ descriptors, present, wanted, overwrites }: Settlement): FieldOutcome {
  const writes: { left?: FieldWrite; right?: FieldWrite } = {};
  for (const side of SIDES) {
    const descriptor = descriptors[side];
    const value = wanted[side];
    if (descriptor === null || value === undefined || equivalentValue(descriptor.kind, value, present[side])) continue;
    if (!descriptor.onUpdate) {
      throw new HoldFieldError(
        'unmappable',
        `${descriptor.name} on the ${side} can be set only when an item is created`,
      );
    }
    writes[side] = { value, elements: isSet(descriptor.kind) ? elementChange(present[side], value) : null };
  }
  if (writes.left === undefined && writes.right === undefined) return { kind: 'agreed', base: present };
  return {
    kind: 'carry',
    writes,
    overwrites:
      overwrites === null || writes[overwrites] === undefined ? null : { side: overwrites, value: present[overwrites] },
  };
}

function elementChange(before: FieldValue, after: FieldValue): NonNullable<FieldWrite['elements']> {
  const [old, wanted] = [elementKeys(before), elementKeys(after)];
  return {
    add: [...wanted].filter((key) => !old.has(key)),
    remove: [...old].filter((key) => !wanted.has(key)),
  };
}
