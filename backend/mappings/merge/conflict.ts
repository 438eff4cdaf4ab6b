import { HoldFieldError } from '../hold-field-error.js';
import { describeValue } from '../values/index.js';
import type { TwoSided } from './field-merge.js';

/** Both sides changed the field, and nothing says who wins: shows a person both values. */
export function conflict({ descriptors, present }: TwoSided): HoldFieldError {
  const left = describeValue(descriptors.left.kind, present.left);
  const right = describeValue(descriptors.right.kind, present.right);
  return new HoldFieldError('conflict', `both sides changed it: left to ${left}, right to ${right}`);
}
