import { z } from 'zod';
import type { LicenceReading } from '../../backend/licences/index.js';

/**
 * `lic` of an address, which says something only where the whole address was signed.
 * @returns null where Jira says nothing: then the app is none of the Marketplace's.
 */
export function readingOfAddress(rawUrl: string): LicenceReading | null {
  const word = new URL(rawUrl, 'http://any').searchParams.get('lic');
  if (word === null) return null;
  return { kind: word === 'active' || word === 'none' ? word : 'unknown', endsAt: null };
}

const addonAnswer = z.object({
  license: z.object({ active: z.boolean(), evaluation: z.boolean().default(false) }).optional(),
});

/** What `GET /rest/atlassian-connect/1/addons/{key}` says; `license` is there for paid apps alone. */
export function readingOfRest(status: number, body: unknown): LicenceReading {
  const parsed = addonAnswer.safeParse(body);
  if (status !== 200 || !parsed.success) return { kind: 'unknown', endsAt: null };
  const { license } = parsed.data;
  if (license === undefined) return { kind: 'none', endsAt: null };
  // It was there, as a subscription or an evaluation, and is over.
  if (!license.active) return { kind: 'expired', endsAt: null };
  return { kind: license.evaluation ? 'evaluation' : 'active', endsAt: null };
}
