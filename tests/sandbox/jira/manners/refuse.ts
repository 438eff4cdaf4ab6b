import type { MannerOccasion } from '../../http/index.js';
import { json, type SandboxResponse } from '../../http/index.js';
import { limited, nodeLimited, resetHeaders, TOO_MANY } from '../limits/index.js';
import { unauthorized } from '../sign-in.js';
import { type JiraState, nowMs } from '../state.js';
import type { RefusalKind } from './manner-table.js';
import { oneOf } from './one-of.js';

const KINDS: readonly RefusalKind[] = [
  'retry-after',
  'reset-only',
  'bare',
  'per-issue',
  '503',
  '503-retry-after',
  '401',
];

/** B16: the request is turned away though nothing is wrong with it. */
export function refuse(state: JiraState, occasion: MannerOccasion, base: string): SandboxResponse | undefined {
  const manner = state.manners.draw('B16', occasion);
  if (manner === undefined) return undefined;
  const kind = manner.kind === 'any' ? oneOf(KINDS, state.random) : manner.kind;
  const seconds = manner.retryAfterSeconds;
  const isCloud = state.directory.site.deployment === 'cloud';
  switch (kind) {
    case 'retry-after':
      return isCloud ? limited('jira-burst-based', seconds, nowMs(state)) : nodeLimited(seconds);
    case 'per-issue':
      return isCloud ? limited('jira-per-issue-on-write', seconds, nowMs(state)) : nodeLimited(seconds);
    case 'reset-only':
      return json(429, TOO_MANY, resetHeaders(nowMs(state) + seconds * 1_000));
    case 'bare':
      return json(429, TOO_MANY);
    case '503':
      return json(503, { errorMessages: ['Service unavailable'], errors: {} });
    case '503-retry-after':
      return json(503, { errorMessages: ['Service unavailable'], errors: {} }, { 'retry-after': String(seconds) });
    case '401':
      return unauthorized(base);
  }
}
