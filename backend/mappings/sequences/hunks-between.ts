import { diffIndices } from 'node-diff3';

/** Elements `oldStart` to `oldEnd` of one sequence became `newStart` to `newEnd` of the other; ends are exclusive. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** The comparison takes up to the product of both lengths; beyond this a change is taken as one. */
const LARGEST_COMPARISON = 4_000_000;

/** What turns one sequence into another, in order; the elements between the hunks are equal. */
export function hunksBetween(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;

  const changedBefore = before.slice(head, before.length - tail);
  const changedAfter = after.slice(head, after.length - tail);
  if (changedBefore.length === 0 && changedAfter.length === 0) return [];
  if (
    changedBefore.length === 0 ||
    changedAfter.length === 0 ||
    changedBefore.length * changedAfter.length > LARGEST_COMPARISON
  ) {
    return [{ oldStart: head, oldEnd: before.length - tail, newStart: head, newEnd: after.length - tail }];
  }
  return diffIndices(changedBefore, changedAfter).map(({ buffer1, buffer2 }) => ({
    oldStart: head + buffer1[0],
    oldEnd: head + buffer1[0] + buffer1[1],
    newStart: head + buffer2[0],
    newEnd: head + buffer2[0] + buffer2[1],
  }));
}
