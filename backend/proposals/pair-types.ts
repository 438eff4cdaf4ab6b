import type { ItemTypeSchema } from '../connectors/sdk/index.js';
import { likeness, plainName } from './likeness.js';
import type { Confidence, ProposalSide } from './proposal.js';

/** Two item types that become each other. */
export interface TypePair {
  readonly left: ItemTypeSchema;
  readonly right: ItemTypeSchema;
  readonly confidence: Confidence;
  readonly reason: string;
}

/** A type that no item of the other side becomes. */
export interface UnpairedType {
  readonly side: 'left' | 'right';
  readonly type: ItemTypeSchema;
  readonly reason: string;
}

/** What people do the same work under, the usual one first. */
const SAME_WORK: readonly (readonly string[])[] = [
  ['incident', 'support', 'service request', 'bug', 'defect', 'task', 'ticket', 'issue', 'case', 'request'],
  ['problem', 'bug', 'defect', 'task', 'issue'],
  ['change', 'change request', 'story', 'user story', 'task', 'feature', 'issue'],
  ['bug', 'defect', 'issue'],
  ['task', 'story', 'issue', 'ticket'],
];

/**
 * Which types become which. Where one side has a single type (a table), every type that the other side uses becomes it; of those the
 * first is what is made of a new item from there.
 */
export function pairTypes(
  left: ProposalSide,
  right: ProposalSide,
): { readonly pairs: readonly TypePair[]; readonly unpaired: readonly UnpairedType[] } {
  const [lefts, rights] = [usable(left), usable(right)];
  const pairs =
    rights.length === 1 || lefts.length === 1 ? allToOne(lefts, rights, left, right) : oneToOne(lefts, rights);
  const unpaired = [...unpairedOf('left', left, lefts, pairs), ...unpairedOf('right', right, rights, pairs)];
  return { pairs, unpaired };
}

/** Types whose items can stand alone, the used ones first. */
function usable({ schema, usedTypes }: ProposalSide): readonly ItemTypeSchema[] {
  const place = ({ id }: ItemTypeSchema) => (usedTypes.includes(id) ? usedTypes.indexOf(id) : usedTypes.length);
  return schema.itemTypes.filter((type) => !needsParent(type)).toSorted((a, b) => place(a) - place(b));
}

function needsParent(type: ItemTypeSchema): boolean {
  return type.fields.some(({ kind, required, id }) => required && kind === 'reference' && id === 'parent');
}

function allToOne(
  lefts: readonly ItemTypeSchema[],
  rights: readonly ItemTypeSchema[],
  left: ProposalSide,
  right: ProposalSide,
): readonly TypePair[] {
  const isRightSingle = rights.length === 1;
  const [single] = isRightSingle ? rights : lefts;
  const { usedTypes } = isRightSingle ? left : right;
  if (single === undefined) return [];
  const many = (isRightSingle ? lefts : rights).toSorted((a, b) => workLikeness(b, single) - workLikeness(a, single));
  const used = many.filter(({ id }) => usedTypes.includes(id)).sort(byUse(usedTypes));
  const chosen = used.length === 0 ? many.slice(0, 1) : used;
  return chosen.map((type, index) => ({
    ...(isRightSingle ? { left: type, right: single } : { left: single, right: type }),
    confidence: workLikeness(type, single) === 1 ? 'sure' : used.length === 0 ? 'guess' : 'likely',
    reason: reasonFor(type, single, { isUsed: used.length > 0, isFirst: index === 0 && chosen.length > 1 }),
  }));
}

function byUse(usedTypes: readonly string[]) {
  return (a: ItemTypeSchema, b: ItemTypeSchema) => usedTypes.indexOf(a.id) - usedTypes.indexOf(b.id);
}

function reasonFor(
  type: ItemTypeSchema,
  single: ItemTypeSchema,
  { isUsed, isFirst }: { readonly isUsed: boolean; readonly isFirst: boolean },
): string {
  const why =
    workLikeness(type, single) === 1
      ? 'same name'
      : isUsed
        ? `items of type ${type.name} are in use`
        : 'the nearest in name';
  return isFirst ? `${why}; a new ${single.name} becomes a ${type.name}` : why;
}

/** The most alike first; each type once. */
function oneToOne(lefts: readonly ItemTypeSchema[], rights: readonly ItemTypeSchema[]): readonly TypePair[] {
  const all = lefts
    .flatMap((left) => rights.map((right) => ({ left, right, degree: workLikeness(left, right) })))
    .sort((a, b) => b.degree - a.degree);
  const pairs: TypePair[] = [];
  for (const { left, right, degree } of all) {
    if (degree === 0 || pairs.some((pair) => pair.left === left || pair.right === right)) continue;
    const isSame = degree === 1;
    pairs.push({
      left,
      right,
      confidence: isSame ? 'sure' : 'guess',
      reason: isSame ? 'same name' : 'people do the same work under these names',
    });
  }
  const [left, right] = [lefts[0], rights[0]];
  if (pairs.length > 0 || left === undefined || right === undefined) return pairs;
  return [{ left, right, confidence: 'guess', reason: 'no type is like another; these are the most used' }];
}

/** 1 the same name, above 0 names under which people do the same work, 0 nothing in common. */
function workLikeness(one: ItemTypeSchema, other: ItemTypeSchema): number {
  const [a, b] = [plainName(one.name), plainName(other.name)];
  if (a === b) return 1;
  const places = SAME_WORK.flatMap((names) => {
    const at = [names.indexOf(a), names.indexOf(b)];
    return at.includes(-1) ? [] : [1 / (2 + Math.max(...at))];
  });
  return Math.max(0, likeness(a, b) * 0.9, ...places);
}

function unpairedOf(
  side: 'left' | 'right',
  { schema, usedTypes }: ProposalSide,
  usables: readonly ItemTypeSchema[],
  pairs: readonly TypePair[],
): readonly UnpairedType[] {
  return schema.itemTypes
    .filter((type) => !pairs.some((pair) => pair[side] === type))
    .map((type) => {
      if (!usables.includes(type)) return { side, type, reason: 'it needs a parent, which has to be there first' };
      const isUnused = usedTypes.length > 0 && !usedTypes.includes(type.id);
      return {
        side,
        type,
        reason: isUnused ? 'no item of this type was found' : 'no type of the other side is like it',
      };
    });
}
