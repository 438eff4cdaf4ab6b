import { json, type SandboxResponse } from '../../http/index.js';
import type { Allowance } from './burst-limit.js';

type Reason = 'jira-burst-based' | 'jira-per-issue-on-write';

/** 429 with everything that Jira documents. */
export function limited(reason: Reason, retryAfterSeconds: number, nowMs: number): SandboxResponse {
  return json(429, TOO_MANY, {
    'retry-after': String(retryAfterSeconds),
    'ratelimit-reason': reason,
    ...resetHeaders(nowMs + retryAfterSeconds * 1_000),
  });
}

/** 429 as a Data Center node says it, from the bucket of tokens that it keeps for each user. */
export function nodeLimited(retryAfterSeconds: number): SandboxResponse {
  return json(429, TOO_MANY, {
    'retry-after': String(retryAfterSeconds),
    'x-ratelimit-limit': '10',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-interval-seconds': '1',
    'x-ratelimit-fillrate': '10',
  });
}

export const TOO_MANY = { errorMessages: ['Rate limit exceeded.'], errors: {} };

/** The time at which requests are let through again, without saying it in seconds. */
export function resetHeaders(resetMs: number): Record<string, string> {
  return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${new Date(resetMs).toISOString().slice(0, 16)}Z` };
}

/** What every other answer says about the limit. */
export function allowanceHeaders({ limit, remaining }: Allowance): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    ...(remaining < limit * 0.2 ? { 'x-ratelimit-nearlimit': 'true' } : {}),
  };
}
