import { opposite, type Side } from '../definition.js';
import type { FieldOutcome } from '../outcome.js';
import { agree } from './agree.js';
import { carry } from './carry.js';
import type { Based } from './field-merge.js';
import { movedSides } from './moved-sides.js';
import { settle } from './settle.js';

/** One side moved: its change is made on the other, which keeps everything that the change does not touch. */
export async function carryFrom(merge: Based, from: Side): Promise<FieldOutcome> {
  const to = opposite(from);
  const value = await carry(merge, to, {
    target: merge.present[to],
    before: merge.base[from],
    after: merge.present[from],
  });
  return settle({ ...merge, wanted: { [to]: value }, overwrites: null });
}

/**
 * The near side of a one-way field moved: the far side follows, and what was edited there in the meantime is undone and named.
 * The change is then made on the far side's base, which still holds what only the far side can say.
 */
export async function overwriteFrom(merge: Based, near: Side): Promise<FieldOutcome> {
  const far = opposite(near);
  if (!movedSides(merge)[far]) return carryFrom(merge, near);
  if (await agree(merge)) return { kind: 'agreed', base: merge.present };
  const value = await carry(merge, far, {
    target: merge.base[far],
    before: merge.base[near],
    after: merge.present[near],
  });
  return settle({ ...merge, wanted: { [far]: value }, overwrites: far });
}
