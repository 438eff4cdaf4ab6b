import type { SyncJob } from '../integrations/index.js';
import { type Base, describeValue, SIDES, sameValue } from '../mappings/index.js';
import type { Pair } from './prepare-link.js';
import type { FoundHeld } from './settle-interrupted.js';

/**
 * Fields in which a request of ours, given up and made again since, has landed after all (B12), on top of what people had written there:
 * without this the old value would pass for an edit of its side and be carried. It is told by the value, where the tool does not say that
 * somebody else changed the item last. What it covered is the base, and waits for a person (I10).
 */
export function lateLandings(job: SyncJob, pair: Pair, bases: Readonly<Record<string, Base>>): readonly FoundHeld[] {
  return pair.rule.fields.flatMap((field) =>
    SIDES.flatMap((side) => {
      const descriptor = field[side];
      const base = bases[field.id];
      if (descriptor === null || base === undefined || pair.items[side].lastChangedByUs === false) return [];
      if (pair.link.held.includes(field.id)) return [];
      const now = pair.items[side].fields[descriptor.id] ?? null;
      const covered = base[side];
      if (sameValue(descriptor.kind, covered, now)) return [];
      const isOurs = pair.givenUp.some(
        (write) =>
          write.side === side &&
          write.body.fields.some(
            (sent) => sent.field === field.id && sameValue(descriptor.kind, sent.write.value, now),
          ),
      );
      if (!isOurs) return [];
      const message = `a request to ${job.sides[side].connection.name} that was given up has landed after all and covered ${describeValue(descriptor.kind, covered)}`;
      return [{ field: field.id, reason: 'overwritten' as const, message, covered: { side, value: covered } }];
    }),
  );
}
