import { z } from 'zod';
import type { HttpPort } from '../../backend/connectors/sdk/index.js';
import type { LicenceReading } from '../../backend/licences/index.js';
import { PLUGIN_KEY } from './plugin-key.js';

/** Below the address of a Jira. */
export const LICENCE_PATH = `/rest/plugins/1.0/${PLUGIN_KEY}-key/license`;
const TIMEOUT_MS = 15_000;
const UNKNOWN: LicenceReading = { kind: 'unknown', endsAt: null };

/**
 * What is believed of the answer, which Atlassian does not describe: the members of the sibling resource for Jira itself, each as it would
 * be there. A member of another type makes the whole answer one that is not understood.
 */
const upmLicence = z.object({
  valid: z.boolean(),
  error: z.string().nullish(),
  evaluation: z.boolean().nullish(),
  expired: z.boolean().nullish(),
  expiryDate: z.number().nullish(),
});

/** How a Jira Data Center is asked about the licence of the app, as one of its administrators. */
export interface LicenceQuestion {
  readonly send: HttpPort;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** What `Authorization` says. */
  readonly authorization: string;
  readonly signal: AbortSignal;
}

/**
 * Asks Jira's Universal Plugin Manager for the licence of the app. Whatever goes wrong but the abort, the answer is `unknown`: the resource
 * is not one that Atlassian promises, so its silence takes nothing from anybody until the grace has passed.
 */
export async function readUpmLicence({
  send,
  baseUrl,
  authorization,
  signal,
}: LicenceQuestion): Promise<LicenceReading> {
  const url = `${baseUrl}${LICENCE_PATH}`;
  const request = { method: 'GET', url, headers: { accept: 'application/json', authorization }, body: null } as const;
  try {
    const { status, body } = await send(request, { signal, timeoutMs: TIMEOUT_MS });
    return status === 200 ? readingOf(JSON.parse(body)) : UNKNOWN;
  } catch {
    signal.throwIfAborted();
    return UNKNOWN;
  }
}

/** The answer of `GET /rest/plugins/1.0/{key}-key/license`, parsed. */
function readingOf(answer: unknown): LicenceReading {
  const parsed = upmLicence.safeParse(answer);
  if (!parsed.success) return UNKNOWN;
  const { valid, error, evaluation, expired, expiryDate } = parsed.data;
  const endsAt = momentOf(expiryDate);
  if (expired === true || error?.toUpperCase() === 'EXPIRED') return { kind: 'expired', endsAt };
  if (valid && !error) return { kind: evaluation === true ? 'evaluation' : 'active', endsAt };
  // Of another type, for another version, for fewer users: there is one, and it does not fit.
  if (!valid && error) return { kind: 'none', endsAt: null };
  return UNKNOWN;
}

function momentOf(epochMs: number | null | undefined): string | null {
  if (epochMs == null) return null;
  const moment = new Date(epochMs);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
