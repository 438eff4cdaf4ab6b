import type { Sides } from '../mapping.js';
import { sameValue } from '../values/index.js';
import type { Based } from './field-merge.js';

/** Which sides differ from their own base (I7). What a conversion would make of the other side is never looked at. */
export function movedSides({ descriptors, present, base }: Based): Sides<boolean> {
  return {
    left: !sameValue(descriptors.left.kind, present.left, base.left),
    right: !sameValue(descriptors.right.kind, present.right, base.right),
  };
}
