import { stringify } from 'yaml';
import type { JsonValue } from '../../shared/index.js';

/** A value in the words of the file. A `Map` is a mapping whose order counts; a plain object puts keys that look like numbers first. */
export type WrittenValue = JsonValue | readonly WrittenValue[] | ReadonlyMap<string, WrittenValue>;

/** The keys of an entry with their values, in the order in which they are written. */
export type WrittenEntry = ReadonlyMap<string, WrittenValue>;

/** A mapping without the keys whose value is null or undefined. */
export function written(entries: Readonly<Record<string, WrittenValue | undefined>>): WrittenEntry {
  return new Map(Object.entries(entries).flatMap(([key, value]) => (value == null ? [] : [[key, value] as const])));
}

/** As one line of YAML. */
export function inOneLine(value: WrittenValue): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}

/** As a block of YAML. */
export function asBlock(value: WrittenValue): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** `entry` without the keys that say what `defaults` says. */
export function withoutDefaults(entry: WrittenEntry, defaults: WrittenEntry): WrittenEntry {
  return new Map(
    [...entry].filter(([key, value]) => {
      const byDefault = defaults.get(key);
      return byDefault === undefined || inOneLine(byDefault) !== inOneLine(value);
    }),
  );
}
