import type { MappingField } from '../../../api/operations.js';
import { isMembers, type Json, type Members, textAt } from '../draft/json.js';
import { SIDES, type Side } from './form-context.js';
import { findNamed } from './named.js';

/** A row of `fields` in its long form. */
export function longRow(row: Json | undefined): Members {
  if (Array.isArray(row)) return { left: row[0] ?? '', right: row[1] ?? '' };
  return isMembers(row) ? row : {};
}

/** As short as it can be written: two fields and nothing else are a pair. */
function writtenRow(row: Members): Json {
  const members = Object.entries(row).filter(([, value]) => value !== undefined);
  const { left, right } = row;
  return members.length === 2 && typeof left === 'string' && typeof right === 'string'
    ? [left, right]
    : Object.fromEntries(members);
}

/** The row with one member otherwise; undefined takes it away. */
export function withMember(row: Json | undefined, name: string, value: Json | undefined): Json {
  const { [name]: _, ...rest } = longRow(row);
  if (value === undefined) return writtenRow(rest);
  // A member keeps its place, a new one comes last.
  return writtenRow(name in longRow(row) ? { ...longRow(row), [name]: value } : { ...rest, [name]: value });
}

/** How people name a row: by the names that the tools have for its fields. */
export function rowName(row: Members, known: Readonly<Record<Side, readonly MappingField[]>>): string {
  return SIDES.map((side) => {
    const written = textAt(row, [side]);
    return findNamed(known[side], written)?.name ?? written;
  })
    .filter((name) => name !== '')
    .join(' – ');
}
