import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

const uuids = z.array(z.uuid()).min(1);

/** Names or ids, separated by commas. */
export function readNames(written: string): readonly string[] {
  const names = written.split(',').map((name) => name.trim());
  if (names.some((name) => name === '')) throw new InvalidArgumentError('Write names or ids, separated by commas.');
  return [...new Set(names)];
}

/** Ids, separated by commas. */
export function readIds(written: string): readonly string[] {
  const ids = uuids.safeParse(readNames(written));
  if (!ids.success)
    throw new InvalidArgumentError('Write ids as `syncline runs NAME --json` shows them, separated by commas.');
  return ids.data;
}
