import { WORDS } from './words.js';

/** A field's value in one line. Documents are told by their text. */
export function sayValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return WORDS.values.empty;
  if (typeof value === 'boolean') return value ? WORDS.values.yes : WORDS.values.no;
  if (Array.isArray(value)) return value.length === 0 ? WORDS.values.empty : value.map(sayValue).join(', ');
  if (typeof value !== 'object') return String(value);
  const { label, text, content } = value as Readonly<Record<string, unknown>>;
  if (typeof label === 'string') return label;
  if (typeof text === 'string') return text;
  return Array.isArray(content) ? content.map(sayValue).join(' ') : JSON.stringify(value);
}
