import type { FieldDescriptor } from '../connectors/sdk/index.js';
import { CONCEPTS, fieldOf, wordsOfConcept } from './concepts.js';
import { likeness, plainName } from './likeness.js';
import type { Confidence, WrittenRow } from './proposal.js';
import { rowBetween } from './row-between.js';

/** Two fields that belong together, and how. */
export interface FieldPair {
  readonly left: FieldDescriptor;
  readonly right: FieldDescriptor;
  readonly row: WrittenRow;
  readonly confidence: Confidence;
  readonly reason: string;
}

/** A field that was looked at and left. */
export interface UnpairedField {
  readonly side: 'left' | 'right';
  readonly field: FieldDescriptor;
  readonly reason: string;
}

type Fields = readonly FieldDescriptor[];

/** Names that are alike by less are no reason to carry one into the other. */
const ALIKE = 0.75;
const PARTNER = 'partner';

/** Pairs fields by what tools call them, then by name. Statuses and the partner's key have rules of their own and are left out. */
export function pairFields(
  left: Fields,
  right: Fields,
): { readonly pairs: readonly FieldPair[]; readonly unpaired: readonly UnpairedField[] } {
  const pairs: FieldPair[] = [];
  const reasons = new Map<FieldDescriptor, string>();
  const isFree = (field: FieldDescriptor) => !pairs.some((pair) => pair.left === field || pair.right === field);
  const consider = (a: FieldDescriptor, b: FieldDescriptor, how: Pick<FieldPair, 'confidence' | 'reason'>) => {
    const between = rowBetween(a, b, left, right);
    if ('row' in between) {
      const reason = between.note === null ? how.reason : `${how.reason}; ${between.note}`;
      pairs.push({
        left: a,
        right: b,
        row: between.row,
        confidence: between.isPartial ? 'guess' : how.confidence,
        reason,
      });
    } else {
      reasons.set(a, `like ${b.name}, but ${between.reason}`);
      reasons.set(b, `like ${a.name}, but ${between.reason}`);
    }
  };
  for (const concept of CONCEPTS) {
    if (concept === 'status' || concept === PARTNER) continue;
    const [a, b] = [fieldOf(concept, left.filter(isFree)), fieldOf(concept, right.filter(isFree))];
    if (a !== null && b !== null)
      consider(a, b, { confidence: 'sure', reason: `both hold ${wordsOfConcept(concept)}` });
  }
  const rest = (fields: Fields) => fields.filter((field) => isFree(field) && isOfPeople(field));
  for (const { a, b, degree } of alike(rest(left), rest(right))) {
    if (!isFree(a) || !isFree(b)) continue;
    const confidence = degree === 1 ? (a.kind === b.kind ? 'sure' : 'likely') : 'guess';
    consider(a, b, { confidence, reason: degree === 1 ? 'same name' : `${a.name} and ${b.name} are alike` });
  }
  const unpaired = (['left', 'right'] as const).flatMap((side) =>
    (side === 'left' ? left : right)
      .filter((field) => isFree(field) && isOfPeople(field))
      .map((field): UnpairedField => {
        const other = side === 'left' ? 'right' : 'left';
        return { side, field, reason: reasons.get(field) ?? `no field on the ${other} is like it` };
      }),
  );
  return { pairs, unpaired };
}

/** What people fill in: neither kept by the tool alone nor the place of something that has a rule of its own. */
function isOfPeople(field: FieldDescriptor): boolean {
  return (field.onCreate || field.onUpdate) && field.kind !== 'status' && fieldOf(PARTNER, [field]) === null;
}

function alike(left: Fields, right: Fields) {
  const found = left.flatMap((a) =>
    right.map((b) => ({ a, b, degree: plainName(a.name) === plainName(b.name) ? 1 : likeness(a.name, b.name) * 0.99 })),
  );
  return found.filter(({ degree }) => degree >= ALIKE).sort((one, other) => other.degree - one.degree);
}
