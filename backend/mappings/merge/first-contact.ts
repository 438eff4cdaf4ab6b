import { convertValue } from '../convert/index.js';
import { opposite, type Side } from '../definition.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { FieldOutcome } from '../outcome.js';
import { describeValue } from '../values/index.js';
import { agree } from './agree.js';
import { nearSide, type TwoSided } from './field-merge.js';
import { settle } from './settle.js';

/** No base (I12): equal sides agree; else the side that `initial` names wins, in a one-way field always the near one. */
export async function firstContact(merge: TwoSided): Promise<FieldOutcome> {
  if (await agree(merge)) return { kind: 'agreed', base: merge.present };
  const from = winner(merge);
  const to = opposite(from);
  const context = merge.to[to];
  if (context === null) return { kind: 'unchanged' };
  const value = await convertValue(context, merge.present[from], merge.present[to]);
  return settle({ ...merge, wanted: { [to]: value }, overwrites: merge.present[to] === null ? null : to });
}

function winner(merge: TwoSided): Side {
  const { definition, present, descriptors } = merge;
  const near = nearSide(merge);
  const isNothingLost = near !== null && present[opposite(near)] === null;
  if (definition.initial === 'hold' && !isNothingLost) {
    const [left, right] = [
      describeValue(descriptors.left.kind, present.left),
      describeValue(descriptors.right.kind, present.right),
    ];
    throw new HoldFieldError(
      'first-contact',
      `the sides differ where they first meet: left is ${left}, right is ${right}`,
    );
  }
  return near ?? (definition.initial === 'right' ? 'right' : 'left');
}
