import { canonicalJson } from '../shared/index.js';
import type { ItemRule, SyncDefinition } from './definition.js';

/** What became of the entries of `items` in the next version of a mapping. */
export interface FollowedEntries {
  /** By place in the older version, the place in the newer one; null for an entry that is gone or cannot be told. */
  readonly to: readonly (number | null)[];
  /** Places in the older version of entries of which it cannot be told which newer one they became. */
  readonly ambiguous: readonly number[];
}

/** By what an entry is known again, from what says most to what says least. */
const SIGNS: readonly ((entry: ItemRule) => unknown)[] = [
  (entry) => entry,
  ({ left, right, when }) => ({ left, right, when }),
  ({ when: _, ...rest }) => rest,
  typesOf,
];

/**
 * Which entry became which, wherever they stand: the same one, else the one of the same types and condition, else of the same types with the same
 * contents, else the only one of its types that is left. An only entry stays the only entry whatever it says.
 */
export function followEntries(before: readonly ItemRule[], after: readonly ItemRule[]): FollowedEntries {
  if (before.length === 1 && after.length === 1) return { to: [0], ambiguous: [] };
  const to: (number | null)[] = before.map(() => null);
  const left = { before: new Set(before.keys()), after: new Set(after.keys()) };
  for (const sign of SIGNS) {
    const [old, present] = [grouped(before, left.before, sign), grouped(after, left.after, sign)];
    for (const [key, places] of old) {
      const others = present.get(key) ?? [];
      // those that say wholly the same are one another's equals
      const isTold = places.length === 1 && others.length === 1;
      if (!isTold && !(sign === SIGNS[0] && others.length === places.length)) continue;
      for (const [nth, place] of places.entries()) {
        const other = others[nth] ?? null;
        to[place] = other;
        left.before.delete(place);
        if (other !== null) left.after.delete(other);
      }
    }
  }
  const candidates = grouped(after, left.after, typesOf);
  const ambiguous = [...grouped(before, left.before, typesOf)].flatMap(([key, places]) =>
    candidates.has(key) ? places : [],
  );
  return { to, ambiguous };
}

/** The place of an entry after all these versions, which begin with the one in which it had that place; null when it got lost on the way. */
export function followEntry(entry: number, versions: readonly Pick<SyncDefinition, 'items'>[]): number | null {
  return versions.reduce<number | null>((place, { items }, nth) => {
    const before = versions[nth - 1];
    return place === null || before === undefined ? place : (followEntries(before.items, items).to[place] ?? null);
  }, entry);
}

function typesOf({ left, right }: ItemRule) {
  return { left, right };
}

function grouped(
  entries: readonly ItemRule[],
  places: ReadonlySet<number>,
  sign: (entry: ItemRule) => unknown,
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const place of places) {
    const entry = entries[place];
    if (entry === undefined) continue;
    const key = canonicalJson(sign(entry));
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return groups;
}
