import { IANAZone } from 'luxon';

const QUARTER_HOUR_MS = 900_000;
const MINUTE_MS = 60_000;
const zones = new Map<string, { readonly zone: IANAZone; readonly offsets: Map<number, number> }>();

/**
 * Minutes east of UTC at an instant. Remembered per quarter of an hour: zones change on such borders only, and asking
 * Intl for each date of a page would cost more than everything else.
 * @throws when the zone is unknown
 */
export function zoneOffsetMinutes(timeZone: string, ms: number): number {
  let known = zones.get(timeZone);
  if (known === undefined) {
    if (!IANAZone.isValidZone(timeZone)) throw new Error(`${timeZone} is no time zone`);
    known = { zone: IANAZone.create(timeZone), offsets: new Map() };
    zones.set(timeZone, known);
  }
  const quarter = Math.floor(ms / QUARTER_HOUR_MS);
  let offset = known.offsets.get(quarter);
  if (offset === undefined) {
    offset = known.zone.offset(quarter * QUARTER_HOUR_MS);
    known.offsets.set(quarter, offset);
  }
  return offset;
}

/**
 * The instant of a wall clock reading given as if it were UTC. Of a repeated hour the first one; in a skipped hour the
 * clock is read as if it had not been moved yet. So do java.time and with it Jira.
 */
export function wallClockToMs(wallClockMs: number, timeZone: string): number {
  const dayBefore = zoneOffsetMinutes(timeZone, wallClockMs - 86_400_000) * MINUTE_MS;
  const dayAfter = zoneOffsetMinutes(timeZone, wallClockMs + 86_400_000) * MINUTE_MS;
  const candidates = [wallClockMs - dayBefore, wallClockMs - dayAfter].filter(
    (ms) => ms + zoneOffsetMinutes(timeZone, ms) * MINUTE_MS === wallClockMs,
  );
  return candidates.length > 0 ? Math.min(...candidates) : wallClockMs - dayBefore;
}
