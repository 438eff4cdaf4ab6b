import { type FieldDescriptor, type FieldValue, textToAdf } from '../../connectors/sdk/index.js';
import { HoldFieldError } from '../hold-field-error.js';
import { carryTextIntoDocument, documentToText } from '../rich-text/index.js';
import { describeValue, isDocument } from '../values/index.js';
import { fitText } from './fit-text.js';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_LENGTH = 'YYYY-MM-DD'.length;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** A written value in the form of another kind. @throws HoldFieldError when it has none. */
export function convertContent(
  source: Pick<FieldDescriptor, 'kind' | 'name'>,
  target: FieldDescriptor,
  value: Exclude<FieldValue, null>,
  present: FieldValue,
): FieldValue {
  const text = (): string => (isDocument(value) ? documentToText(value) : String(value));
  switch (target.kind) {
    case 'text':
      return fitText(target, text());
    case 'richText':
      return toDocument(target, text(), present);
    case 'number':
      return toNumber(source, target, text());
    case 'duration':
      return Math.round(toNumber(source, target, text()));
    case 'boolean':
      return toBoolean(source, target, text());
    case 'date':
      return toDate(source, target, text());
    case 'dateTime':
      return toDateTime(source, target, text(), present);
    default:
      throw refused(source, target, value);
  }
}

/** Blocks of the present document whose text is in the new one stay as they are. */
function toDocument(target: FieldDescriptor, text: string, present: FieldValue): FieldValue {
  fitText(target, text);
  if (!isDocument(present)) return text.trim() === '' ? null : textToAdf(text);
  return carryTextIntoDocument(present, documentToText(present), text);
}

function toNumber(source: Pick<FieldDescriptor, 'kind' | 'name'>, target: FieldDescriptor, text: string): number {
  const trimmed = text.trim();
  if (!NUMBER.test(trimmed)) throw refused(source, target, text);
  return Number(trimmed);
}

function toBoolean(source: Pick<FieldDescriptor, 'kind' | 'name'>, target: FieldDescriptor, text: string): boolean {
  const written = text.trim().toLowerCase();
  if (written !== 'true' && written !== 'false') throw refused(source, target, text);
  return written === 'true';
}

/** The date of an instant is the one in UTC: neither tool tells in which zone a date was meant. */
function toDate(source: Pick<FieldDescriptor, 'kind' | 'name'>, target: FieldDescriptor, text: string): string {
  const date = text.trim().slice(0, DATE_LENGTH);
  const isInstant = source.kind === 'dateTime';
  if (!isDate(date) || (!isInstant && text.trim().length !== DATE_LENGTH)) throw refused(source, target, text);
  return date;
}

/** A date keeps the time of day that the target has; without one it is midnight UTC. */
function toDateTime(
  source: Pick<FieldDescriptor, 'kind' | 'name'>,
  target: FieldDescriptor,
  text: string,
  present: FieldValue,
): string {
  const written = text.trim();
  if (isDate(written)) {
    const time = typeof present === 'string' ? present.slice(DATE_LENGTH) : 'T00:00:00.000Z';
    return `${written}${time}`;
  }
  const instant = /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(written) ? new Date(written) : null;
  if (instant === null || Number.isNaN(instant.getTime())) throw refused(source, target, text);
  return instant.toISOString();
}

function isDate(text: string): boolean {
  return ISO_DATE.test(text) && !Number.isNaN(Date.parse(text));
}

function refused(
  source: Pick<FieldDescriptor, 'kind' | 'name'>,
  target: FieldDescriptor,
  value: Exclude<FieldValue, null>,
): HoldFieldError {
  return new HoldFieldError(
    'unmappable',
    `${source.name} ${describeValue(source.kind, value)} is no ${NOUNS[target.kind] ?? target.kind} for ${target.name}`,
  );
}

const NOUNS: Readonly<Record<string, string>> = { boolean: 'true or false', dateTime: 'date with time and zone' };
