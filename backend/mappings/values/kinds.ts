import type { FieldKind } from '../../connectors/sdk/index.js';

const SETS: ReadonlySet<FieldKind> = new Set(['options', 'users', 'labels', 'references']);
const PEOPLE: ReadonlySet<FieldKind> = new Set(['user', 'users']);
const CHOICES: ReadonlySet<FieldKind> = new Set([...SETS, 'option', 'status', 'user', 'reference']);

/** Whether the kind holds several elements whose order means nothing. */
export function isSet(kind: FieldKind): boolean {
  return SETS.has(kind);
}

/** Whether the kind holds people. */
export function isPeople(kind: FieldKind): boolean {
  return PEOPLE.has(kind);
}

/** Whether values of the kind are chosen, one or several, rather than written. */
export function isChosen(kind: FieldKind): boolean {
  return CHOICES.has(kind);
}
