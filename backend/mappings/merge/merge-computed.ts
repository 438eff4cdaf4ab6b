import { convertValue } from '../convert/index.js';
import { opposite } from '../definition.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Base, FieldOutcome } from '../outcome.js';
import { describeValue, equivalentValue, sameValue } from '../values/index.js';
import { answeredOn, type FieldMerge } from './field-merge.js';
import { settle } from './settle.js';

/**
 * A field on one side only, computed from the other side's item at every merge. The computed value plays the part of the other
 * side: it is that side's base, and it has moved when it is another one now.
 */
export async function mergeComputed(merge: FieldMerge, base: Base | null, isHeld: boolean): Promise<FieldOutcome> {
  const { field, definition } = merge;
  const side = field.left === null ? 'right' : 'left';
  const [context, descriptor] = [merge.to[side], field[side]];
  const present = answeredOn(merge, side);
  if (context === null || descriptor === null || present === undefined) return { kind: 'unchanged' };
  const computed = await convertValue(context, null, present);
  const source = opposite(side);
  if (!isHeld && base !== null && sameValue(descriptor.kind, computed, base[source])) return { kind: 'unchanged' };
  const values = side === 'left' ? { left: present, right: computed } : { left: computed, right: present };
  if (equivalentValue(descriptor.kind, computed, present)) return { kind: 'agreed', base: values };
  if (isHeld) return { kind: 'unchanged' };
  if (base === null && definition.initial === 'hold' && present !== null) {
    throw new HoldFieldError(
      'first-contact',
      `it would be ${describeValue(descriptor.kind, computed)}, and is ${describeValue(descriptor.kind, present)}`,
    );
  }
  const isEdited = !sameValue(descriptor.kind, present, base === null ? null : base[side]);
  return settle({
    descriptors: field,
    present: values,
    wanted: { [side]: computed },
    overwrites: isEdited ? side : null,
  });
}
