import {
  empty,
  json,
  type MannerOccasion,
  type SandboxOutcome,
  type SandboxRequest,
  type SandboxResponse,
} from '../http/index.js';
import type { CallCounters } from './call-counters.js';
import { dataCenterRouter } from './datacenter/index.js';
import { type Endpoint, type Exchange, jiraRouter } from './endpoints/index.js';
import { allowanceHeaders, BurstLimit, IssueWriteLimit, limited } from './limits/index.js';
import { type Location, locate } from './locate.js';
import { lateLanding, letThingsHappen, lostCreate, networkTrouble, refuse, viewOf } from './manners/index.js';
import { JiraRefusal } from './refusal.js';
import { ANONYMOUS, signedIn, unauthorized } from './sign-in.js';
import { type JiraState, nowMs } from './state.js';

export interface LimitOptions {
  /** Turn away more than Jira's requests per second and endpoint. Off by default, for benchmarks. */
  readonly burst?: boolean;
  /** Turn away more than Jira's writes to one issue. On by default. */
  readonly issueWrites?: boolean;
}

interface Landing {
  readonly dueMs: number;
  readonly request: SandboxRequest;
}

interface Routed {
  readonly endpoint: Endpoint;
  readonly location: Location;
  readonly parameters: Readonly<Record<string, string>>;
  readonly occasion: MannerOccasion;
}

/** The path of one request: routing, troubles on the way, sign-in, limits, the endpoint, troubles on the way back. */
export class RequestHandling {
  readonly #state: JiraState;
  readonly #calls: CallCounters;
  readonly #limits: Required<LimitOptions>;
  readonly #bursts = new BurstLimit();
  readonly #issueWrites = new IssueWriteLimit();
  #landings: Landing[] = [];
  #answered = 0;

  constructor(state: JiraState, calls: CallCounters, limits: LimitOptions) {
    this.#state = state;
    this.#calls = calls;
    this.#limits = { burst: false, issueWrites: true, ...limits };
  }

  get #isCloud(): boolean {
    return this.#state.directory.site.deployment === 'cloud';
  }

  /** Applies what has become due: late writes and search index entries. */
  tick(): void {
    const now = nowMs(this.#state);
    const due = this.#landings.filter(({ dueMs }) => dueMs <= now).sort((a, b) => a.dueMs - b.dueMs);
    this.#landings = this.#landings.filter(({ dueMs }) => dueMs > now);
    for (const { request } of due) {
      const routed = this.#route(request);
      if (routed !== undefined && 'endpoint' in routed) this.#perform(request, routed);
    }
    this.#state.store.indexDue(now);
  }

  answer(request: SandboxRequest): { readonly outcome: SandboxOutcome; readonly operation: string } {
    this.tick();
    const routed = this.#route(request);
    if (routed === undefined || !('endpoint' in routed)) return { outcome: routed ?? NOT_FOUND, operation: 'unknown' };
    const { endpoint, occasion, location } = routed;
    this.#calls.count(endpoint.operation, endpoint.isWrite);
    letThingsHappen(this.#state, occasion);
    return { outcome: this.#troubled(request, routed, location), operation: endpoint.operation };
  }

  #troubled(request: SandboxRequest, routed: Routed, { base }: Location): SandboxOutcome {
    const { occasion } = routed;
    const network = networkTrouble(this.#state, occasion);
    if (network.instead !== undefined) return network.instead;
    const refused = refuse(this.#state, occasion, base);
    if (refused !== undefined) return this.#withHeaders(refused);
    const late = lateLanding(this.#state, occasion);
    if (late !== undefined) {
      this.#landings.push({ dueMs: late.dueMs, request });
      return late.outcome;
    }
    const lost = lostCreate(this.#state, occasion);
    if (lost?.drop === 'before') return lost;
    const response = this.#perform(request, routed);
    if (lost !== undefined) return lost;
    return network.spoil === undefined ? response : network.spoil(response);
  }

  #route(request: SandboxRequest): Routed | SandboxResponse | undefined {
    const location = locate(request.url, request.headers.host, this.#state.directory.site);
    if (location === undefined) return undefined;
    const router = this.#isCloud ? jiraRouter : dataCenterRouter;
    const found = router.find(request.method, location.path);
    if (!('endpoint' in found))
      return found.methods.length === 0 ? undefined : empty(405, { allow: found.methods.join(', ') });
    const { operation, isWrite } = found.endpoint;
    return { ...found, location, occasion: { operation, isWrite, request } };
  }

  #perform(request: SandboxRequest, { endpoint, location, parameters, occasion }: Routed): SandboxResponse {
    const state = this.#state;
    const account = signedIn(request, state) ?? (endpoint.isPublic ? ANONYMOUS : undefined);
    if (account === undefined) return this.#withHeaders(unauthorized(location.base));
    const allowance = this.#bursts.take(endpoint.operation, request.method, nowMs(state));
    if (this.#limits.burst && allowance.isExceeded)
      return this.#withHeaders(limited('jira-burst-based', 1, nowMs(state)));
    const wait = this.#issueWriteWait(endpoint, parameters.issueIdOrKey);
    if (wait !== undefined) return this.#withHeaders(limited('jira-per-issue-on-write', wait, nowMs(state)));
    const view = viewOf(state, account, location.base, occasion);
    const response = answered(endpoint, { state, account, occasion, request, parameters, query: location.query, view });
    return this.#withHeaders(response, {
      ...(this.#isCloud
        ? { ...allowanceHeaders(allowance), 'x-aaccountid': encodeURIComponent(account.accountId) }
        : { 'x-ausername': encodeURIComponent(account.name) }),
    });
  }

  #issueWriteWait({ isWrite }: Endpoint, idOrKey: string | undefined): number | undefined {
    if (!this.#isCloud || !this.#limits.issueWrites || !isWrite || idOrKey === undefined) return undefined;
    const record = this.#state.store.find(idOrKey);
    return record && this.#issueWrites.take(record.id, nowMs(this.#state));
  }

  #withHeaders(response: SandboxResponse, extra: Readonly<Record<string, string>> = {}): SandboxResponse {
    this.#answered += 1;
    const id = this.#answered.toString(16).padStart(32, '0');
    return {
      ...response,
      headers: {
        date: this.#state.clock.now().toUTCString(),
        'x-arequestid': id,
        'atl-traceid': id,
        ...extra,
        ...response.headers,
      },
    };
  }
}

const NOT_FOUND = json(404, { errorMessages: ['Not Found'], errors: {} });

function answered(endpoint: Endpoint, exchange: Exchange): SandboxResponse {
  try {
    return endpoint.answer(exchange);
  } catch (error) {
    if (error instanceof JiraRefusal) return error.response();
    throw error;
  }
}
