import { IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

interface KnownZone {
  readonly zone: IANAZone;
  /** Offset by day since 1970; undefined for a day on which the clock is moved. */
  readonly days: Map<number, number | undefined>;
}

const zones = new Map<string, KnownZone>();

/**
 * Minutes east of UTC at an instant. Remembered per day: asking Intl for each date of a page would cost more than
 * everything else.
 * @throws when the zone is unknown
 */
export function zoneOffsetMinutes(timeZone: string, ms: number): number {
  const { zone, days } = knownZone(timeZone);
  const day = Math.floor(ms / DAY_MS);
  if (!days.has(day)) {
    const [start, end] = [zone.offset(day * DAY_MS), zone.offset((day + 1) * DAY_MS)];
    days.set(day, start === end ? start : undefined);
  }
  return days.get(day) ?? zone.offset(ms);
}

function knownZone(timeZone: string): KnownZone {
  let known = zones.get(timeZone);
  if (known === undefined) {
    if (!IANAZone.isValidZone(timeZone)) throw new Error(`${timeZone} is no time zone`);
    known = { zone: IANAZone.create(timeZone), days: new Map() };
    zones.set(timeZone, known);
  }
  return known;
}

/**
 * The instant of a wall clock reading given as if it were UTC. Of a repeated hour the first one; in a skipped hour the
 * clock is read as if it had not been moved yet. So do java.time and with it Jira.
 */
export function wallClockToMs(wallClockMs: number, timeZone: string): number {
  const dayBefore = zoneOffsetMinutes(timeZone, wallClockMs - DAY_MS) * MINUTE_MS;
  const dayAfter = zoneOffsetMinutes(timeZone, wallClockMs + DAY_MS) * MINUTE_MS;
  const candidates = [wallClockMs - dayBefore, wallClockMs - dayAfter].filter(
    (ms) => ms + zoneOffsetMinutes(timeZone, ms) * MINUTE_MS === wallClockMs,
  );
  return candidates.length > 0 ? Math.min(...candidates) : wallClockMs - dayBefore;
}
