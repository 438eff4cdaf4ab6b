import { type Hunk, hunksBetween } from './hunks-between.js';

type Party = 'ours' | 'theirs';

/** An element of the result and whose version of it to take; what nobody touched is taken from ours. */
export interface MergedElement {
  readonly from: Party;
  readonly index: number;
  /** For an element of theirs: the stretch of ours that it stands for, by index. */
  readonly replaces: readonly number[];
}

/** Both changes in one sequence. Where they overlap and differ, the preferred party's stretch stands and `clashes` counts. */
export interface SequenceMerge {
  readonly elements: readonly MergedElement[];
  readonly clashes: number;
}

interface OwnedHunk extends Hunk {
  readonly party: Party;
}

/**
 * Merges two changes of one base. Changes overlap when they touch the same element, when one inserts inside what the other
 * replaces, or when both insert at the same place; neighbours do not overlap, and equal changes are one.
 */
export function mergeChanges(
  sequences: { readonly base: readonly string[]; readonly ours: readonly string[]; readonly theirs: readonly string[] },
  preferred: Party,
): SequenceMerge {
  const { base, ours, theirs } = sequences;
  const elements: MergedElement[] = [];
  const next = { ours: 0, theirs: 0 };
  let at = 0;
  let clashes = 0;
  const take = (from: Party, end: number, replaces: readonly number[] = []) => {
    for (; next[from] < end; next[from] += 1) elements.push({ from, index: next[from], replaces });
  };
  const keep = (until: number) => {
    take('ours', next.ours + until - at);
    next.theirs += until - at;
    at = until;
  };

  for (const cluster of clustersOf(hunksOf('ours', base, ours), hunksOf('theirs', base, theirs))) {
    keep(cluster.start);
    const ends = {
      ours: endOf(cluster, 'ours', next.ours),
      theirs: endOf(cluster, 'theirs', next.theirs),
    };
    const parties = new Set(cluster.hunks.map(({ party }) => party));
    const isClash =
      parties.size === 2 && !areEqual(ours.slice(next.ours, ends.ours), theirs.slice(next.theirs, ends.theirs));
    if (isClash) clashes += 1;
    const winner = isClash ? preferred : parties.has('ours') ? 'ours' : 'theirs';
    const replaced = winner === 'ours' ? [] : range(next.ours, ends.ours);
    take(winner, ends[winner], replaced);
    next.ours = ends.ours;
    next.theirs = ends.theirs;
    at = cluster.end;
  }
  keep(base.length);
  return { elements, clashes };
}

interface Cluster {
  readonly start: number;
  readonly end: number;
  readonly hunks: readonly OwnedHunk[];
}

function hunksOf(party: Party, base: readonly string[], changed: readonly string[]): readonly OwnedHunk[] {
  return hunksBetween(base, changed).map((hunk) => ({ ...hunk, party }));
}

/** Hunks that overlap, put together; in the order of the base. */
function clustersOf(ours: readonly OwnedHunk[], theirs: readonly OwnedHunk[]): readonly Cluster[] {
  const hunks = [...ours, ...theirs].sort((a, b) => a.oldStart - b.oldStart || a.oldEnd - b.oldEnd);
  const clusters: { start: number; end: number; hunks: OwnedHunk[] }[] = [];
  for (const hunk of hunks) {
    const last = clusters.at(-1);
    if (last !== undefined && overlaps(last, hunk)) {
      last.hunks.push(hunk);
      last.end = Math.max(last.end, hunk.oldEnd);
    } else {
      clusters.push({ start: hunk.oldStart, end: hunk.oldEnd, hunks: [hunk] });
    }
  }
  return clusters;
}

/** `hunk` starts at or after the cluster's start. */
function overlaps(cluster: { readonly start: number; readonly end: number }, hunk: OwnedHunk): boolean {
  const bothInsert = cluster.start === cluster.end && hunk.oldStart === hunk.oldEnd;
  if (bothInsert) return cluster.start === hunk.oldStart;
  return hunk.oldStart < cluster.end && (hunk.oldEnd > cluster.start || hunk.oldStart > cluster.start);
}

/** Where a party's version of the cluster's stretch ends. */
function endOf(cluster: Cluster, party: Party, start: number): number {
  const last = cluster.hunks.findLast((hunk) => hunk.party === party);
  return last === undefined ? start + cluster.end - cluster.start : last.newEnd + cluster.end - last.oldEnd;
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}
