import type { AdfDocument, FieldKind, FieldValue } from '../../connectors/sdk/index.js';
import { canonicalJson } from '../../shared/index.js';
import { blockKey, tidyDocument } from '../rich-text/index.js';
import { elementKeys } from './elements.js';
import { isChosen, isSet } from './kinds.js';

const SECOND_MS = 1000;
/** Tools keep numbers as decimals or floats; what differs less than this, relative to the size, was only stored. */
const STORED_DIFFERENCE = 1e-9;

/**
 * Whether a field holds the same: sets in any order, options and people by id whatever they are called now, rich text whatever
 * its `localId`s. Nothing else is forgiven; a value that is not of its kind is compared as it is.
 */
export function sameValue(kind: FieldKind, a: FieldValue, b: FieldValue): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isSet(kind)) return sameSet(elementKeys(a), elementKeys(b));
  if (isChosen(kind)) return idOf(a) === idOf(b);
  if (kind === 'richText' && isDocument(a) && isDocument(b)) return sameBlocks(a, b);
  if (typeof a === 'string' && typeof b === 'string') return unixLines(a) === unixLines(b);
  return typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b);
}

/**
 * Whether two values differ at most in what tools change when they store one: trailing blanks, line ends, split text nodes,
 * fractions of a second, the last bit of a number.
 */
export function equivalentValue(kind: FieldKind, a: FieldValue, b: FieldValue): boolean {
  if (sameValue(kind, a, b)) return true;
  switch (kind) {
    case 'text':
      return strippedText(a) === strippedText(b);
    case 'richText':
      return isDocument(a) && isDocument(b) && sameBlocks(tidyDocument(a), tidyDocument(b));
    case 'dateTime':
      return typeof a === 'string' && typeof b === 'string' && wholeSecond(a) === wholeSecond(b);
    case 'number':
      return typeof a === 'number' && typeof b === 'number' && isStoredForm(a, b);
    default:
      return false;
  }
}

/** Whether the value is a document. */
export function isDocument(value: FieldValue): value is AdfDocument {
  return value !== null && typeof value === 'object' && 'type' in value && value.type === 'doc';
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}

function sameBlocks(a: AdfDocument, b: AdfDocument): boolean {
  return (
    a.content.length === b.content.length &&
    a.content.every((block, index) => {
      const other = b.content[index];
      return other !== undefined && (block === other || blockKey(block) === blockKey(other));
    })
  );
}

function idOf(value: FieldValue): string {
  return value !== null && typeof value === 'object' && 'id' in value ? value.id : canonicalJson(value);
}

function unixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

function strippedText(value: FieldValue): string {
  if (typeof value !== 'string') return '';
  const lines = value.split('\n').map((line) => line.trimEnd());
  return lines.join('\n').trim();
}

function wholeSecond(dateTime: string): number {
  return Math.floor(Date.parse(dateTime) / SECOND_MS);
}

function isStoredForm(a: number, b: number): boolean {
  return Math.abs(a - b) <= STORED_DIFFERENCE * Math.max(Math.abs(a), Math.abs(b), 1);
}
