import type { LicenceReading } from './licence-reading.js';

/**
 * Where the licence stands. `not required` is the only state of a server without `SYNCLINE_LICENCE=required`: an app that a customer
 * built himself never carries a licence.
 */
export type LicenceState = 'not required' | 'active' | 'evaluation' | 'development' | 'unknown' | 'expired' | 'none';

/** What the platform goes by, of one site or of all of a tenant. */
export interface Licence {
  readonly state: LicenceState;
  /** Whether people may change anything; looking, `verify` and export are always allowed. */
  readonly mayChange: boolean;
  /** Whether integrations run. */
  readonly mayRun: boolean;
  /** Until when that is so without a licence; null where nothing ends. */
  readonly graceEndsAt: Date | null;
}

/** What hosts have said so far of one site. */
export interface KnownLicence {
  /** The last reading that said something; null: none has yet. */
  readonly last: { readonly reading: LicenceReading; readonly at: Date } | null;
  /** Since when readings say that there is none. */
  readonly missingSince: Date | null;
  /** Since when readings say nothing that can be understood. */
  readonly silentSince: Date | null;
}

const DAY_MS = 24 * 60 * 60_000;
/** Integrations go on for as long after a licence has ended: somebody is on holiday, a purchase takes its way. */
const MISSING_GRACE_MS = 14 * DAY_MS;
/** What was good is believed for as long while nobody can be asked. */
const UNKNOWN_GRACE_MS = 7 * DAY_MS;
/** It is asked for daily; what is older has not been confirmed, which is the same as an answer that says nothing. */
const FRESH_MS = 2 * DAY_MS;

export const NOT_REQUIRED: Licence = { state: 'not required', mayChange: true, mayRun: true, graceEndsAt: null };
export const NOTHING_KNOWN: KnownLicence = { last: null, missingSince: null, silentSince: null };

/** @param now by the database's clock. */
export function afterReading(known: KnownLicence, reading: LicenceReading, now: Date): KnownLicence {
  switch (reading.kind) {
    case 'unknown':
      return { ...known, silentSince: known.silentSince ?? now };
    case 'none':
    case 'expired':
      return { last: { reading, at: now }, missingSince: known.missingSince ?? now, silentSince: null };
    case 'active':
    case 'evaluation':
    case 'development':
      return { last: { reading, at: now }, missingSince: null, silentSince: null };
  }
}

/**
 * What is known, judged at a moment.
 * @param since when the site came: from there the grace of a licence counts of which nobody has said anything yet.
 */
export function judgeLicence(
  { last, missingSince, silentSince }: KnownLicence,
  { since, now }: { readonly since: Date; readonly now: Date },
): Licence {
  if (last === null) return unknown(silentSince ?? since, now);
  const { reading, at } = last;
  switch (reading.kind) {
    case 'none':
    case 'expired':
      return missing(reading.kind, missingSince ?? at, now);
    case 'active':
    case 'evaluation': {
      const endsAt = reading.endsAt === null ? null : new Date(reading.endsAt);
      if (endsAt !== null && endsAt <= now) return missing('expired', endsAt, now);
      const isOld = now.getTime() - at.getTime() > FRESH_MS;
      if (silentSince !== null || isOld) return unknown(silentSince ?? at, now);
      return { state: reading.kind, mayChange: true, mayRun: true, graceEndsAt: null };
    }
    case 'development':
      return { state: 'development', mayChange: true, mayRun: true, graceEndsAt: null };
    case 'unknown':
      throw new Error('a reading that says nothing is never kept as the last that did');
  }
}

/** Nobody's fault yet, so everything stays open until the grace ends. */
function unknown(since: Date, now: Date): Licence {
  const graceEndsAt = new Date(since.getTime() + UNKNOWN_GRACE_MS);
  const isOpen = now < graceEndsAt;
  return { state: 'unknown', mayChange: isOpen, mayRun: isOpen, graceEndsAt };
}

/** Pages are closed at once, what runs goes on until the grace ends. */
function missing(state: 'expired' | 'none', since: Date, now: Date): Licence {
  const graceEndsAt = new Date(since.getTime() + MISSING_GRACE_MS);
  return { state, mayChange: false, mayRun: now < graceEndsAt, graceEndsAt };
}
