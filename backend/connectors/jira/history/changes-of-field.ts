import type { FieldDescriptor } from '../../sdk/index.js';
import type { ChangelogEntry, ChangelogItem } from '../answers/changelog.js';

/** A change of one field, with who made it and when. */
export interface FieldChange extends ChangelogItem {
  readonly byUs: boolean;
  readonly by: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What happened to a field, oldest first. @param account ours. */
export function changesOfField(
  entries: readonly ChangelogEntry[],
  field: FieldDescriptor,
  account: string,
): readonly FieldChange[] {
  return entries.toSorted((a, b) => a.created - b.created).flatMap((entry) => changesOf(entry, field, account));
}

function changesOf(entry: ChangelogEntry, field: FieldDescriptor, account: string): FieldChange[] {
  const author = entry.author ?? null;
  const byUs = author?.account === account;
  const by = author === null ? null : author.displayName || author.id;
  return entry.items.filter((item) => isOf(item, field)).map((item) => ({ ...item, byUs, by, at: entry.created }));
}

/** What histories call fields whose names there are neither their ids nor what people see. */
const HISTORY_NAMES: Readonly<Record<string, string>> = {
  components: 'Component',
  fixVersions: 'Fix Version',
  versions: 'Version',
};

function isOf({ fieldId, fieldName }: ChangelogItem, { id, name }: FieldDescriptor): boolean {
  return fieldId === null ? [id, name, HISTORY_NAMES[id]].includes(fieldName) : fieldId === id;
}
