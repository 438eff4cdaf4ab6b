import { WORDS } from './words.js';

/**
 * A field's value in one line. Documents are told by their text.
 * @param labelOf what an option means, by its id; undefined: it is no option
 */
export function sayValue(value: unknown, labelOf: (id: string) => string | undefined = () => undefined): string {
  if (value === null || value === undefined || value === '') return WORDS.values.empty;
  if (typeof value === 'boolean') return value ? WORDS.values.yes : WORDS.values.no;
  const say = (each: unknown) => sayValue(each, labelOf);
  if (Array.isArray(value)) return value.length === 0 ? WORDS.values.empty : value.map(say).join(', ');
  if (typeof value !== 'object') return labelOf(String(value)) ?? String(value);
  const { id, label, text, content } = value as Readonly<Record<string, unknown>>;
  if (typeof label === 'string') return (typeof id === 'string' ? labelOf(id) : undefined) ?? label;
  if (typeof text === 'string') return text;
  return Array.isArray(content) ? content.map(say).join(' ') : JSON.stringify(value);
}
