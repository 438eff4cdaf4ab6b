import { z } from 'zod';
import { jsonHash } from '../../backend/shared/index.js';
import type { SiteEvent } from '../../backend/sites/index.js';

const id = z.union([z.string(), z.number()]).transform(String);

/** As far as all events of issues and comments have it (Forge documentation, "Jira events"). */
const body = z.looseObject({
  eventType: z.string().min(1).max(100),
  /** Whether this app has made the change. */
  selfGenerated: z.boolean().nullish(),
  timestamp: id.nullish(),
  issue: z.looseObject({
    id: id,
    key: z.string().regex(/^[A-Za-z]\w*-\d+$/),
  }),
  comment: z.looseObject({ id }).nullish(),
  changelog: z.looseObject({ id: id.nullish() }).nullish(),
});

/**
 * What an event wants. A repeated delivery carries another token, so it is known by what it is about.
 * @param tokenId of the delivery's token, for events that do not say when they happened.
 * @returns null for what this app has done itself, and for what is about no issue.
 */
export function readIssueEvent(received: unknown, tokenId: string | undefined): SiteEvent | null {
  const parsed = body.safeParse(received);
  if (!parsed.success || parsed.data.selfGenerated === true) return null;
  const { eventType, timestamp, issue, comment, changelog } = parsed.data;
  const identity = [eventType, issue.id, timestamp ?? tokenId ?? null, comment?.id ?? null, changelog?.id ?? null];
  return {
    delivery: jsonHash(identity),
    kind: eventType,
    project: issue.key.slice(0, issue.key.lastIndexOf('-')).toUpperCase(),
  };
}
