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

/**
 * What turns one sequence into another, in order; the elements between the hunks are equal. Blank lines and blanks are paired
 * last: they are alike everywhere, and a line paired with a blank one's neighbour would be taken for moved.
 */
export function hunksBetween(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;

  const changed = { oldStart: head, oldEnd: before.length - tail, newStart: head, newEnd: after.length - tail };
  const hunks: Hunk[] = [];
  for (const stretch of betweenEqualWords(changed, before, after)) {
    hunks.push(
      ...compared(
        stretch,
        before.slice(stretch.oldStart, stretch.oldEnd),
        after.slice(stretch.newStart, stretch.newEnd),
      ),
    );
  }
  return hunks;
}

/** The stretches between the elements that are equal and more than a blank. */
function betweenEqualWords(stretch: Hunk, before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const old = wordPlaces(before, stretch.oldStart, stretch.oldEnd);
  const wanted = wordPlaces(after, stretch.newStart, stretch.newEnd);
  const whole = { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: wanted.length };
  const hunks = compared(
    whole,
    old.map((place) => before[place] ?? ''),
    wanted.map((place) => after[place] ?? ''),
  );
  const stretches: Hunk[] = [];
  let [oldStart, newStart] = [stretch.oldStart, stretch.newStart];
  for (const [index, other] of equalPairs(hunks, old.length)) {
    const [oldEnd, newEnd] = [old[index] ?? oldStart, wanted[other] ?? newStart];
    stretches.push({ oldStart, oldEnd, newStart, newEnd });
    [oldStart, newStart] = [oldEnd + 1, newEnd + 1];
  }
  return [...stretches, { oldStart, oldEnd: stretch.oldEnd, newStart, newEnd: stretch.newEnd }];
}

function wordPlaces(sequence: readonly string[], start: number, end: number): readonly number[] {
  const places: number[] = [];
  for (let place = start; place < end; place += 1) if (sequence[place]?.trim() !== '') places.push(place);
  return places;
}

/** Index in the old and in the new sequence of each element outside the hunks. */
function equalPairs(hunks: readonly Hunk[], oldLength: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [index, other] = [0, 0];
  for (const hunk of [...hunks, { oldStart: oldLength, oldEnd: oldLength, newStart: 0, newEnd: 0 }]) {
    for (; index < hunk.oldStart; index += 1, other += 1) pairs.push([index, other]);
    [index, other] = [hunk.oldEnd, hunk.newEnd];
  }
  return pairs;
}

/** The differences of a stretch, placed where it stands. */
function compared(stretch: Hunk, before: readonly string[], after: readonly string[]): readonly Hunk[] {
  if (before.length === 0 && after.length === 0) return [];
  if (before.length === 0 || after.length === 0 || before.length * after.length > LARGEST_COMPARISON) return [stretch];
  return diffIndices([...before], [...after]).map(({ buffer1, buffer2 }) => ({
    oldStart: stretch.oldStart + buffer1[0],
    oldEnd: stretch.oldStart + buffer1[0] + buffer1[1],
    newStart: stretch.newStart + buffer2[0],
    newEnd: stretch.newStart + buffer2[0] + buffer2[1],
  }));
}
