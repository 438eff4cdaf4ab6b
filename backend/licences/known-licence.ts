import { z } from 'zod';
import type { JsonValue } from '../shared/index.js';
import { type KnownLicence, NOTHING_KNOWN } from './licence.js';

const moment = z.iso.datetime().transform((written) => new Date(written));

const storedLicence = z.object({
  last: z
    .object({
      reading: z.object({
        kind: z.enum(['active', 'evaluation', 'expired', 'none', 'development']),
        endsAt: z.string().nullable(),
      }),
      at: moment,
    })
    .nullable(),
  missingSince: moment.nullable(),
  silentSince: moment.nullable(),
});

/** From the `licence` column of a site; null there means that nobody has said anything yet. */
export function readKnownLicence(stored: unknown): KnownLicence {
  return stored === null ? NOTHING_KNOWN : storedLicence.parse(stored);
}

/** For the `licence` column of a site. */
export function writeKnownLicence(known: KnownLicence): JsonValue {
  return JSON.parse(JSON.stringify(known)) as JsonValue;
}
