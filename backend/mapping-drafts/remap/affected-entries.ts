import { type FieldRule, followEntry, type ItemRule, type SyncDefinition } from '../../mappings/index.js';
import { canonicalJson } from '../../shared/index.js';
import type { Row } from '../../storage/index.js';
import type { RemappedEntry } from './remap-plan.js';

/** Living links that were last merged under one version of the mapping by one of its entries. */
export interface LinkGroup {
  readonly version: number;
  readonly entry: number;
  readonly links: number;
}

/** What a draft maps otherwise, and the links that this concerns. */
export interface Affected {
  readonly entries: readonly RemappedEntry[];
  readonly groups: readonly LinkGroup[];
}

export function groupFromRow(row: Row): LinkGroup {
  return { version: Number(row.mapping_version), entry: Number(row.rule_index), links: Number(row.links) };
}

/**
 * Compares each group's entry, as it was when its links were last merged, with what it has become in the last of `versions`.
 * @param versions by number, the draft as the last one.
 */
export function affectedEntries(groups: readonly LinkGroup[], versions: ReadonlyMap<number, SyncDefinition>): Affected {
  const last = Math.max(...versions.keys());
  const draft = versions.get(last);
  const found = new Map<number, RemappedEntry>();
  const affected: LinkGroup[] = [];
  for (const group of groups) {
    const since = [...versions].filter(([version]) => version >= group.version).sort(([a], [b]) => a - b);
    const place = followEntry(
      group.entry,
      since.map(([, definition]) => definition),
    );
    const [before, after] = [versions.get(group.version), place === null ? undefined : draft?.items[place]];
    const entry = before?.items[group.entry];
    if (draft === undefined || before === undefined || entry === undefined) continue;
    if (place === null || after === undefined) {
      // Its links go by the first entry that fits them, whatever that maps.
      affected.push(group);
      continue;
    }
    const isOtherPeople = canonicalJson(before.users) !== canonicalJson(draft.users);
    const fields = changedFields(entry, after);
    const carriesOtherComments =
      canonicalJson(entry.comments ?? before.comments) !== canonicalJson(after.comments ?? draft.comments);
    if (fields.length === 0 && !carriesOtherComments && !isOtherPeople) continue;
    affected.push(group);
    const known = found.get(place);
    found.set(place, {
      entry: place,
      left: after.left,
      right: after.right,
      links: group.links + (known?.links ?? 0),
      fields: merged(known?.fields ?? [], fields),
      carriesOtherComments: carriesOtherComments || known?.carriesOtherComments === true,
    });
  }
  return { entries: [...found.values()].sort((a, b) => a.entry - b.entry), groups: affected };
}

type ChangedField = RemappedEntry['fields'][number];

function changedFields(before: ItemRule, after: ItemRule): ChangedField[] {
  const old = new Map(before.fields.map((field) => [field.id, field]));
  const kept = new Set(after.fields.map(({ id }) => id));
  return [
    ...after.fields.flatMap((field): ChangedField[] => {
      const known = old.get(field.id);
      if (known === undefined) return [{ field: field.id, change: 'added' }];
      return conversionOf(known) === conversionOf(field) ? [] : [{ field: field.id, change: 'changed' }];
    }),
    ...before.fields
      .filter(({ id }) => !kept.has(id))
      .map(({ id }): ChangedField => ({ field: id, change: 'removed' })),
  ];
}

/** What of a row decides which value goes with which; see `fieldsMappedAnew`. */
function conversionOf({ values, toLeft, toRight }: FieldRule): string {
  return canonicalJson({ values, toLeft, toRight });
}

function merged(known: readonly ChangedField[], more: readonly ChangedField[]): readonly ChangedField[] {
  const names = new Set(known.map(({ field }) => field));
  return [...known, ...more.filter(({ field }) => !names.has(field))];
}
