import type { FieldKind, FieldValue } from '../../connectors/sdk/index.js';
import type { Choice } from '../mapping.js';
import { documentToText } from '../rich-text/index.js';
import { elementsOf } from './elements.js';
import { isChosen } from './kinds.js';
import { isDocument } from './same-value.js';

const LONGEST = 120;

/** A value in a few words, for history, plans and conflicts; long texts are shortened. */
export function describeValue(kind: FieldKind, value: FieldValue): string {
  if (value === null) return '(empty)';
  if (isDocument(value)) return quoted(documentToText(value));
  if (isChosen(kind)) return shortened(elementsOf(value).map(describeChoice).join(', '));
  if (kind === 'duration') return describeDuration(Number(value));
  if (kind === 'text') return quoted(String(value));
  return String(value);
}

function describeChoice(choice: Choice): string {
  return typeof choice === 'string' ? choice : choice.label || choice.id;
}

const UNITS = [
  { name: 'h', seconds: 3600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
] as const;

function describeDuration(seconds: number): string {
  let rest = seconds;
  const parts = UNITS.flatMap(({ name, seconds: unit }) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

function quoted(text: string): string {
  return `“${shortened(text.replace(/\s+/g, ' ').trim())}”`;
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}
