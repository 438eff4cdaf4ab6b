import type { CheckedItem } from './checked-item.js';
import type { CheckedSync } from './checked-sync.js';
import type { Finding } from './finding.js';

export interface Pair {
  readonly left: CheckedItem;
  readonly right: CheckedItem;
}

/** What was read of both tools. */
export interface BothSides {
  readonly left: readonly CheckedItem[];
  readonly right: readonly CheckedItem[];
}

/** Pairs by the key that the right side carries, and who has no partner or more than one. */
export function findPairs(
  definition: CheckedSync,
  { left, right }: BothSides,
): { readonly pairs: readonly Pair[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const leftByKey = new Map(left.map((item) => [item.key, item]));
  const partners = new Map<string, CheckedItem[]>();
  for (const item of right) {
    const key = String(item.values[definition.match.right] ?? '');
    const partner = leftByKey.get(key);
    if (partner !== undefined) partners.set(partner.id, [...(partners.get(partner.id) ?? []), item]);
    else if (isWanted(definition, 'right', item)) {
      const detail =
        key === '' ? `no ${definition.match.right}` : `${definition.match.right} is ${key}, which is nobody`;
      findings.push({ kind: 'missing', side: 'right', item: item.key, detail });
    }
  }
  const pairs: Pair[] = [];
  for (const item of left) {
    const [partner, ...others] = partners.get(item.id) ?? [];
    if (partner !== undefined) pairs.push({ left: item, right: partner });
    else if (isWanted(definition, 'left', item)) {
      findings.push({ kind: 'missing', side: 'left', item: item.key, detail: 'no record carries its key' });
    }
    if (partner !== undefined && others.length > 0) {
      const detail = `its key is carried by ${[partner, ...others].map(({ key }) => key).join(', ')}`;
      findings.push({ kind: 'doubled', side: 'left', item: item.key, detail });
    }
  }
  return { pairs, findings: [...findings, ...sameMark('left', left), ...sameMark('right', right)] };
}

/** Whether the sync should have given it a partner. */
function isWanted({ create, items }: CheckedSync, side: 'left' | 'right', item: CheckedItem): boolean {
  const target = side === 'left' ? 'right' : 'left';
  if (create !== 'both' && create !== target) return false;
  return item.isInScope && items.some((entry) => entry[side] === 'any' || entry[side] === item.type);
}

function sameMark(side: 'left' | 'right', items: readonly CheckedItem[]): Finding[] {
  return groups(items, ({ mark }) => mark).map(([mark, same]) => ({
    kind: 'doubled',
    side,
    item: same.map(({ key }) => key).join(', '),
    detail: `the same mark ${mark}`,
  }));
}

/** Items of one side that are called the same, where every title is given once. */
export function sameTitle(definition: CheckedSync, sides: BothSides): Finding[] {
  const title = definition.items[0]?.fields.find((rule) => rule.left !== undefined && rule.right !== undefined);
  return (['left', 'right'] as const).flatMap((side) => {
    const field = title?.[side];
    if (field === undefined) return [];
    const named = groups(sides[side], (item) =>
      typeof item.values[field] === 'string' ? String(item.values[field]) : null,
    );
    return named.map(([name, same]) => ({
      kind: 'doubled' as const,
      side,
      item: same.map(({ key }) => key).join(', '),
      detail: `the same title: ${name}`,
    }));
  });
}

/** Those that share a name with another. */
function groups(
  items: readonly CheckedItem[],
  nameOf: (item: CheckedItem) => string | null,
): [string, readonly CheckedItem[]][] {
  const byName = new Map<string, CheckedItem[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name !== null && name !== '') byName.set(name, [...(byName.get(name) ?? []), item]);
  }
  return [...byName].filter(([, same]) => same.length > 1);
}
