import { z } from 'zod';
import type { Grant } from '../../connectors/sdk/index.js';

/** The window of a limit is cut into so many slices; a grant ends with one of them. */
const SLICES = 10;
/** As long as no more than this share of the limit is spoken for, grants are given for a whole window. */
const AMPLE_SHARE = 0.75;
/** A process that has not asked for this long has no part in the seats any more. */
const PRESENCE_MS = 10_000;

/** Departures that a process was granted, until the end of the slice that begins at `atMs`. */
const taken = z.object({ process: z.string(), atMs: z.number(), count: z.number() });

/** What all processes have agreed about one connection; the `agreed` column. */
export const agreement = z.object({
  taken: z.array(taken),
  /** When each process has asked last, by the database's clock. */
  seenMs: z.record(z.string(), z.number()),
});
export type Agreement = z.infer<typeof agreement>;

export const NOTHING_AGREED: Agreement = { taken: [], seenMs: {} };

/** A process that asks. */
export interface Asking {
  readonly process: string;
  /** By the database's clock. */
  readonly nowMs: number;
  readonly wanted: number;
  /** Departures of its last grant that it did not use. */
  readonly returned: number;
  readonly limits: { readonly concurrency: number; readonly requestsPerSecond: number };
}

/**
 * Says how many requests a process may send, and until when: to the end of the present slice, or for a window while there is plenty.
 *
 * A window of a second touches eleven slices of a tenth, and what may leave in eleven slices together never exceeds the limit, with each
 * grant counted to its end and for a window after it: so in no second more requests leave than configured, over all processes. The
 * price is a tenth of the limit where it is used to the full.
 * A row per request would be exact too, at a round trip for each; shares of so much per living process would leave the share of one
 * that only polls now and then unused. A grant costs one short transaction a second, or ten where the limit is nearly reached, however many requests go with it.
 * What a process that died was granted is free again after two windows, its part of the seats after ten seconds.
 *
 * No process gets more than its part while others ask as well. The part of seats follows who has asked of late, which is less
 * exact: what is under way when another process joins is not called back.
 */
export function grantDepartures(
  agreed: Agreement,
  { process, nowMs, wanted, returned, limits }: Asking,
): { readonly agreed: Agreement; readonly grant: Omit<Grant, 'pausedMs'> } {
  const perWindow = Math.max(1, Math.floor(limits.requestsPerSecond));
  const windowMs = (1000 * perWindow) / limits.requestsPerSecond;
  const sliceMs = windowMs / SLICES;
  const sliceAtMs = Math.floor(nowMs / sliceMs) * sliceMs;

  // half a slice more, lest one be lost to rounding
  const sinceMs = sliceAtMs - windowMs - sliceMs / 2;
  const counted = giveBack(agreed.taken, process, returned).filter(({ atMs }) => atMs >= sinceMs);
  const own = counted.filter((each) => each.process === process);
  const seenMs = { ...recent(agreed.seenMs, nowMs - Math.max(PRESENCE_MS, windowMs)), [process]: nowMs };
  // two windows, for who waits for the next departures asks once in a window
  const asking = Object.values(recent(seenMs, nowMs - 2 * windowMs - sliceMs)).length;
  const share = Math.ceil(perWindow / asking);
  const departures = Math.max(0, Math.min(wanted, perWindow - total(counted), share - total(own)));

  const isAmple = total(counted) + wanted <= AMPLE_SHARE * perWindow;
  const lastSliceAtMs = isAmple ? sliceAtMs + windowMs - sliceMs : sliceAtMs;
  const blocking = total(own) >= share ? own : counted;
  const firstFreeMs = Math.min(...blocking.map(({ atMs }) => atMs)) + windowMs + sliceMs;
  return {
    agreed: {
      taken: departures === 0 ? counted : [...counted, { process, atMs: lastSliceAtMs, count: departures }],
      seenMs,
    },
    grant: {
      departures,
      validMs: lastSliceAtMs + sliceMs - nowMs,
      againInMs: departures > 0 ? 0 : Math.max(1, Math.ceil(firstFreeMs - nowMs)),
      seats: Math.max(1, Math.floor(limits.concurrency / Object.keys(seenMs).length)),
    },
  };
}

/** Takes what was not used off the last grant of the process. */
function giveBack(all: Agreement['taken'], process: string, returned: number): Agreement['taken'] {
  const last = all.findLast((each) => each.process === process);
  if (last === undefined || returned === 0) return all;
  return all.map((each) => (each === last ? { ...each, count: Math.max(0, each.count - returned) } : each));
}

function recent(seenMs: Agreement['seenMs'], sinceMs: number): Agreement['seenMs'] {
  return Object.fromEntries(Object.entries(seenMs).filter(([, atMs]) => atMs > sinceMs));
}

function total(all: Agreement['taken']): number {
  return all.reduce((sum, { count }) => sum + count, 0);
}
