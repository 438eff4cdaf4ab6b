import type { SandboxClock, SandboxOutcome, SandboxRandom, SandboxResponse } from '../../http/index.js';
import type { NetworkKind, RefusalKind, ServiceNowMannerTable } from '../manners.js';
import { ApiError, errorResponse, notAuthenticated } from './errors.js';

/** What 'any' stands for. A 401 is left out: an engine rightly pauses the connection and waits for a person. */
const REFUSALS: readonly RefusalKind[] = ['retry-after', 'reset-only', 'bare', '503', '503-retry-after'];

/** What 'any' stands for. A gigantic answer is left out: it is made of memory. */
const NETWORK_KINDS: readonly NetworkKind[] = ['html', 'truncated', 'hang', 'out-of-time'];

const PROXY_PAGE = '<!DOCTYPE html><html><head><title>Please wait</title></head><body>Signing you in…</body></html>';
const UNAVAILABLE_PAGE = '<html><body><h1>Service Unavailable</h1></body></html>';

/** The refusal of a drawn B16. */
export function refusal(
  manner: ServiceNowMannerTable['B16'],
  parts: { readonly clock: SandboxClock; readonly random: SandboxRandom },
): SandboxResponse {
  const kind = manner.kind === 'any' ? pick(REFUSALS, parts.random) : manner.kind;
  if (kind === '401') return errorResponse(notAuthenticated());
  const retryAfter = { 'retry-after': String(manner.retryAfterSeconds) };
  if (kind === '503' || kind === '503-retry-after') {
    const headers = { 'content-type': 'text/html', ...(kind === '503' ? {} : retryAfter) };
    return { status: 503, headers, body: UNAVAILABLE_PAGE };
  }
  const reset = {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-reset': String(Math.ceil(parts.clock.now().getTime() / 1000) + manner.retryAfterSeconds),
  };
  const headers = kind === 'bare' ? {} : kind === 'reset-only' ? reset : { ...reset, ...retryAfter };
  const detail = 'Rate limit of 1000 requests per hour for Table API exceeded';
  return errorResponse(new ApiError(429, 'Rate limit exceeded', detail, headers));
}

/** Which kind a drawn B25 is of. */
export function networkKind(manner: ServiceNowMannerTable['B25'], random: SandboxRandom): NetworkKind {
  return manner.kind === 'any' ? pick(NETWORK_KINDS, random) : manner.kind;
}

/** B25 when the request never reached the instance. */
export function lostOnTheWay(kind: NetworkKind): SandboxOutcome | undefined {
  if (kind === 'hang') return { drop: 'hang' };
  return kind === 'html'
    ? { status: 200, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: PROXY_PAGE }
    : undefined;
}

/** B25 when what was asked for has been done and the answer is spoiled. */
export function spoiled(kind: NetworkKind, answer: SandboxResponse, bytes: number): SandboxResponse {
  const text = String(answer.body);
  if (kind === 'out-of-time') return outOfTime(answer);
  if (kind === 'truncated') return { ...answer, body: text.slice(0, Math.floor(text.length / 2)) };
  return kind === 'gigantic' ? { ...answer, body: text.padEnd(bytes) } : answer;
}

const OUT_OF_TIME = 'Transaction cancelled: maximum execution time exceeded';

function outOfTime(answer: SandboxResponse): SandboxResponse {
  const refused = errorResponse(new ApiError(500, OUT_OF_TIME, `${OUT_OF_TIME} Check logs for error trace`));
  const records = readList(answer);
  if (records === undefined) return refused;
  const part = JSON.stringify({ result: records.slice(0, Math.floor(records.length / 2)) });
  return { ...answer, body: `${part.slice(0, -1)},${String(refused.body).slice(1)}` };
}

function readList(answer: SandboxResponse): readonly unknown[] | undefined {
  const text = String(answer.body);
  if (!text.startsWith('{"result":[')) return undefined;
  return (JSON.parse(text) as { result: unknown[] }).result;
}

function pick<Kind>(kinds: readonly Kind[], random: SandboxRandom): Kind {
  return kinds[Math.floor(random() * kinds.length)] as Kind;
}
