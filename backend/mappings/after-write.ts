import type { FieldDescriptor, FieldValue } from '../connectors/sdk/index.js';
import type { Side } from './definition.js';
import type { CompiledField } from './mapping.js';
import type { FieldWrite } from './outcome.js';
import { documentToText } from './rich-text/index.js';
import {
  elementKey,
  elementKeys,
  elementsOf,
  equivalentValue,
  isChosen,
  isDocument,
  isSet,
  sameValue,
  setOf,
} from './values/index.js';

/** What a tool made of a written value. */
export type WriteResult =
  /** It stands there; `value` is the written side's new base. */
  | { readonly kind: 'taken'; readonly value: FieldValue }
  /** The old value still stands there. */
  | { readonly kind: 'refused' }
  /** Something else stands there: the new base, named once to a person. */
  | { readonly kind: 'altered'; readonly value: FieldValue };

/** One written field and the tool's answer to it. */
export interface Written {
  readonly field: CompiledField;
  /** The side that was written. */
  readonly side: Side;
  readonly before: FieldValue;
  readonly sent: FieldWrite;
  readonly answered: FieldValue;
}

/**
 * Judges the answer to a write (I7). Differences that every tool makes when it stores something (trailing blanks, line ends,
 * `localId`s, fractions of a second) are no alteration. A set written by element is taken when these elements are as wanted;
 * its base is then what was wanted, so that what others added or removed meanwhile is seen as theirs.
 */
export function afterWrite({ field, side, before, sent, answered }: Written): WriteResult {
  const descriptor = field[side];
  if (descriptor === null) return { kind: 'taken', value: answered };
  if (sent.elements !== null && isSet(descriptor.kind)) {
    if (hasElements(answered, sent.elements)) return { kind: 'taken', value: asAnswered(sent.value, answered) };
  } else if (isTaken(descriptor, sent.value, answered)) {
    return { kind: 'taken', value: answered };
  }
  return sameValue(descriptor.kind, answered, before) ? { kind: 'refused' } : { kind: 'altered', value: answered };
}

function isTaken(descriptor: FieldDescriptor, sent: FieldValue, answered: FieldValue): boolean {
  if (equivalentValue(descriptor.kind, sent, answered)) return true;
  if (isDocument(sent) && isDocument(answered)) return saysTheSame(sent, answered);
  return isOpenList(descriptor) && sent !== null && answered !== null && sameNames(sent, answered);
}

/** Another layout of the same words under the same kinds of block: what a tool that keeps markup or HTML gives back. */
function saysTheSame(sent: Extract<FieldValue, { type: 'doc' }>, answered: typeof sent): boolean {
  const kinds = (document: typeof sent) => [...new Set(document.content.map(({ type }) => type))].sort().join();
  return documentToText(sent) === documentToText(answered) && kinds(sent) === kinds(answered);
}

/** A choice of an open list is sent by what a person wrote; its id is first seen in the answer. */
function isOpenList({ kind, options }: FieldDescriptor): boolean {
  return isChosen(kind) && options === null;
}

function sameNames(sent: FieldValue, answered: FieldValue): boolean {
  const names = (value: FieldValue) =>
    elementsOf(value).map((choice) => (typeof choice === 'string' ? choice : choice.label));
  const given = new Set(names(answered));
  return given.size === elementKeys(sent).size && names(sent).every((name) => given.has(name));
}

function hasElements(answered: FieldValue, wanted: NonNullable<FieldWrite['elements']>): boolean {
  const there = elementKeys(answered);
  return wanted.add.every((key) => there.has(key)) && !wanted.remove.some((key) => there.has(key));
}

/** The wanted elements, each in the tool's own words where it gave it back. */
function asAnswered(wanted: FieldValue, answered: FieldValue): FieldValue {
  const given = new Map(elementsOf(answered).map((element) => [elementKey(element), element]));
  return setOf(elementsOf(wanted).map((element) => given.get(elementKey(element)) ?? element));
}
