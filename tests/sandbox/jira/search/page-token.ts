import { z } from 'zod';
import { JiraRefusal } from '../refusal.js';
import type { SearchPosition } from './sort-order.js';

const SEVEN_DAYS_MS = 7 * 86_400_000;

const tokenSchema = z.object({
  jql: z.string(),
  issuedMs: z.number(),
  keys: z.array(z.union([z.string(), z.number(), z.null()])),
  id: z.number(),
});

/** A nextPageToken: opaque to callers, good for seven days and for the same query. */
export function pageToken(jql: string, position: SearchPosition, issuedMs: number): string {
  return Buffer.from(JSON.stringify({ jql, issuedMs, ...position })).toString('base64url');
}

/** @throws JiraRefusal when the token is not ours, is too old or belongs to another query */
export function readPageToken(token: string, jql: string, nowMs: number): SearchPosition {
  const parsed = tokenSchema.safeParse(parseJson(Buffer.from(token, 'base64url').toString()));
  if (!parsed.success || parsed.data.jql !== jql || nowMs - parsed.data.issuedMs > SEVEN_DAYS_MS) {
    throw new JiraRefusal(400, ['The provided next page token is invalid or expired.']);
  }
  return { keys: parsed.data.keys, id: parsed.data.id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
