import type { SyncJob } from '../integrations/index.js';
import { type Base, describeValue, SIDES, type Side, sameValue } from '../mappings/index.js';
import { valueOn } from './build-update.js';
import type { Pair } from './prepare-link.js';
import { type FoundHeld, overwrites } from './settle-interrupted.js';
import type { Write } from './write.js';

/**
 * Fields in which a request of ours, given up and made again since, has landed after all (B12), on top of what people had written
 * there: without this the old value would pass for an edit of its side and be carried. It is told by the value, where the tool does
 * not say that somebody else changed the item last. What it covered waits for a person (I10): what the tool's own log says, else the base.
 */
export async function lateLandings(
  job: SyncJob,
  pair: Pair,
  bases: Readonly<Record<string, Base>>,
  signal: AbortSignal,
): Promise<readonly FoundHeld[]> {
  const found: FoundHeld[] = [];
  for (const side of SIDES) {
    for (const write of pair.givenUp.filter((each) => each.side === side)) {
      const fields = landedFields(pair, bases, write).filter((field) => !found.some((each) => each.field === field));
      const told = fields.length === 0 ? [] : await overwrites(job, pair, write, fields, signal);
      for (const field of fields) {
        const logged = told.find((each) => each.field === field && each.covered !== null);
        found.push(logged ?? coveredBase(job, pair, { field, side, bases }));
      }
    }
  }
  return found;
}

/** Fields that have moved from their base to what this request was to write. */
function landedFields(pair: Pair, bases: Readonly<Record<string, Base>>, { side, body }: Write): readonly string[] {
  if (pair.items[side].lastChangedByUs === false) return [];
  return pair.rule.fields.flatMap((field) => {
    const kind = field[side]?.kind;
    const base = bases[field.id];
    const sent = body.fields.find((written) => written.field === field.id);
    if (kind === undefined || base === undefined || sent === undefined || pair.link.held.includes(field.id)) return [];
    const now = valueOn(field, side, pair.items);
    return !sameValue(kind, base[side], now) && sameValue(kind, sent.write.value, now) ? [field.id] : [];
  });
}

function coveredBase(
  job: SyncJob,
  pair: Pair,
  {
    field,
    side,
    bases,
  }: { readonly field: string; readonly side: Side; readonly bases: Readonly<Record<string, Base>> },
): FoundHeld {
  const kind = pair.rule.fields.find(({ id }) => id === field)?.[side]?.kind ?? 'text';
  const value = bases[field]?.[side] ?? null;
  const message = `a request to ${job.sides[side].connection.name} that was given up has landed after all and covered ${describeValue(kind, value)}`;
  return { field, reason: 'overwritten', message, covered: { side, value } };
}
