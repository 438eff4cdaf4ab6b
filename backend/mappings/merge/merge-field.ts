import { opposite } from '../definition.js';
import { HoldFieldError } from '../hold-field-error.js';
import type { Base, FieldOutcome } from '../outcome.js';
import { sameValue } from '../values/index.js';
import { agree } from './agree.js';
import { answeredOn, type Based, type FieldMerge, nearSide, type TwoSided } from './field-merge.js';
import { firstContact } from './first-contact.js';
import { mergeBoth } from './merge-both.js';
import { mergeComputed } from './merge-computed.js';
import { movedSides } from './moved-sides.js';
import { carryFrom, overwriteFrom } from './one-sided.js';

const UNCHANGED = { kind: 'unchanged' } as const;

/** Merges one field. Synchronous where nothing moved, which is nearly always. @throws HoldFieldError when the field must wait. */
export function mergeField(
  merge: FieldMerge,
  base: Base | null,
  isHeld: boolean,
): FieldOutcome | Promise<FieldOutcome> {
  const { left, right } = merge.field;
  if (left === null || right === null) return mergeComputed(merge, base, isHeld);
  const answers = { left: answeredOn(merge, 'left'), right: answeredOn(merge, 'right') };
  if (answers.left === undefined || answers.right === undefined) return mergeUnanswered(merge, base, isHeld);
  const present = { left: answers.left, right: answers.right };
  const twoSided: TwoSided = { ...merge, descriptors: { left, right }, present };
  if (isHeld) return mergeHeld(twoSided);
  if (base === null) return firstContact(twoSided);
  return mergeBased({ ...twoSided, base });
}

function mergeBased(merge: Based): FieldOutcome | Promise<FieldOutcome> {
  const moved = movedSides(merge);
  const near = nearSide(merge);
  if (near !== null) return moved[near] ? overwriteFrom(merge, near) : UNCHANGED;
  if (moved.left && moved.right) return mergeBoth(merge);
  if (moved.left) return carryFrom(merge, 'left');
  return moved.right ? carryFrom(merge, 'right') : UNCHANGED;
}

async function mergeHeld(merge: TwoSided): Promise<FieldOutcome> {
  return (await agree(merge)) ? { kind: 'agreed', base: merge.present } : UNCHANGED;
}

/** A side that does not show the field has not moved; a change of the other has nowhere to go. */
function mergeUnanswered(merge: FieldMerge, base: Base | null, isHeld: boolean): FieldOutcome {
  const near = nearSide(merge);
  const side = answeredOn(merge, 'left') === undefined ? 'right' : 'left';
  const value = answeredOn(merge, side);
  const descriptor = merge.field[side];
  if (isHeld || value === undefined || descriptor === null || (near !== null && near !== side)) return UNCHANGED;
  const hasMoved = !sameValue(descriptor.kind, value, base === null ? null : base[side]);
  if (!hasMoved) return UNCHANGED;
  throw new HoldFieldError(
    'unmappable',
    `the item on the ${opposite(side)} has no field ${merge.field[opposite(side)]?.name ?? ''}, or does not show it to this account`,
  );
}
