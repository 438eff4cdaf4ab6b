import type { FieldDescriptor, FieldValue, OptionValue } from '../../sdk/index.js';
import type { ChangelogItem } from '../answers/changelog.js';
import { toIsoUtc } from '../answers/instant.js';
import type { Forms } from '../dialect/forms.js';

/** A side of a history line: Jira keeps an id where there is one, and words. */
type Side = ChangelogItem['from'];

/** The value that a history line shows, in typed form; undefined where the line does not hold enough to make it. */
export function formerValue(field: FieldDescriptor, side: Side, forms: Forms): FieldValue | undefined {
  const { id, text } = side;
  if (id === null && text === null) return null;
  switch (field.kind) {
    case 'text':
      return text === '' ? null : (text ?? undefined);
    case 'richText':
      return forms.readRichText(text ?? '');
    case 'number':
      return numberIn(text);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.exec(id ?? text ?? '')?.[0];
    case 'dateTime':
      return toIsoUtc(id ?? text ?? '') ?? undefined;
    case 'option':
    case 'status':
    case 'reference':
      return id === null || id === '' ? undefined : { id, label: text ?? id };
    case 'user':
      return id === null || id === '' ? undefined : forms.personInHistory(id, text ?? id);
    default:
      return undefined;
  }
}

/** The elements of a set that a history line names: labels by their words, everything else by id, single or as `[1, 2]`. */
export function elementTokens(field: FieldDescriptor, side: Side): readonly string[] {
  const written = field.kind === 'labels' ? side.text : side.id;
  const parts = (written ?? '').replace(/^\[(.*)\]$/s, '$1').split(field.kind === 'labels' ? /\s+/ : /\s*,\s*/);
  return parts.filter((part) => part !== '');
}

/** Tokens as the value of a set; undefined for kinds whose elements are more than a token. */
export function setOf(field: FieldDescriptor, tokens: readonly string[]): FieldValue | undefined {
  if (tokens.length === 0) return null;
  if (field.kind === 'labels') return tokens;
  if (field.kind !== 'options') return undefined;
  return tokens.map((id): OptionValue => {
    const label = field.options?.find((option) => option.id === id)?.label ?? id;
    return { id, label };
  });
}

function numberIn(text: string | null): number | null | undefined {
  if (text === null || text === '') return null;
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}
