import { convertValue } from '../convert/index.js';
import { opposite, SIDES } from '../definition.js';
import { HoldFieldError } from '../hold-field-error.js';
import { equivalentValue } from '../values/index.js';
import type { TwoSided } from './field-merge.js';

/**
 * Whether the sides say the same now: one of them is what the other would be turned into. One direction is enough, since a form
 * that holds less (one line, a date, plain text) never turns back into the fuller one.
 */
export async function agree(merge: TwoSided): Promise<boolean> {
  const { present, descriptors } = merge;
  if (present.left === null && present.right === null) return true;
  for (const side of SIDES) {
    const context = merge.to[side];
    if (context === null) continue;
    try {
      const converted = await convertValue(context, present[opposite(side)], present[side]);
      if (equivalentValue(descriptors[side].kind, converted, present[side])) return true;
    } catch (error) {
      // What cannot be converted is not equal; the merge that follows says why.
      if (!(error instanceof HoldFieldError)) throw error;
    }
  }
  return false;
}
