import { isMembers, type Json, type Members, textAt } from '../draft/json.js';

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

/** How people name a row. */
export function rowName(row: Members): string {
  return [textAt(row, ['left']), textAt(row, ['right'])].filter((name) => name !== '').join(' – ');
}
