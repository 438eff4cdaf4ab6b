import type { Directory, Field } from '../site/index.js';

/** Which fields an answer shows. */
export interface FieldSelection {
  readonly fields: readonly Field[];
  /** Nothing but ids and keys was asked for. */
  readonly isBare: boolean;
  /** Nothing but `id` was asked for: not even the key is shown. */
  readonly isIdOnly: boolean;
}

/** Reads a `fields` parameter: ids, `*all`, `*navigable`, and `-id` to leave one out. Unknown names select nothing. */
export function selectFields(asked: readonly string[], directory: Directory): FieldSelection {
  const known = directory.site.fields.filter((field) => !field.isDeleted);
  const selected = new Set<Field>();
  // `-description` alone means everything else.
  const isOnlyExclusions = asked.length > 0 && asked.every((name) => name.startsWith('-'));
  for (const name of isOnlyExclusions ? ['*all', ...asked] : asked) {
    if (name === '*all') for (const field of known) selected.add(field);
    else if (name === '*navigable')
      for (const field of known.filter(({ isNavigable }) => isNavigable)) selected.add(field);
    else {
      const field = directory.field(name.replace(/^-/, ''));
      if (field === undefined) continue;
      if (name.startsWith('-')) selected.delete(field);
      else selected.add(field);
    }
  }
  const isBare = asked.every((name) => name === 'id' || name === 'key' || name === 'issuekey');
  return { fields: [...selected], isBare, isIdOnly: asked.length === 1 && asked[0] === 'id' };
}
