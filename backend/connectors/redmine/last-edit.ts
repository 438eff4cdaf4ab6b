import type { FieldDescriptor, FieldEdit } from '../sdk/index.js';
import { isoFrom } from './date-time.js';
import { journalsOf } from './notes.js';
import { isDetailOf } from './overwritten.js';
import type { Site } from './site.js';

/** The latest change of a field in the journal. */
export async function lastEdit(
  site: Site,
  { itemId, field }: { readonly itemId: string; readonly field: FieldDescriptor },
  signal: AbortSignal,
): Promise<FieldEdit | null> {
  const journals = await journalsOf(site, itemId, signal);
  const last = journals.findLast(({ details }) => details.some((detail) => isDetailOf(field, detail)));
  const at = last === undefined ? null : isoFrom(last.created_on);
  return at === null ? null : { by: last?.user?.name ?? null, at };
}
