import {
  type Clock,
  errorMessage,
  type Logger,
  MalformedAnswerError,
  type Random,
  RateLimitedError,
  ReconnectNeededError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from '../../shared/index.js';
import { backOffMs, FAILURE_BASE_MS, UNSTATED_LIMIT_BASE_MS } from './back-off.js';
import { Circuit, type CircuitStore, ownCircuitStore } from './circuit.js';
import type { DefaultLimits } from './connector.js';
import { type HttpAuth, redactor, signingHeaders } from './http-auth.js';
import {
  type Answer,
  AnswerTooLargeError,
  type Call,
  type HttpClient,
  type HttpPort,
  type HttpResponse,
  NoAnswerError,
} from './http-client.js';
import { type ErrorReader, judgeAnswer, readUsualError, type Verdict } from './judge-answer.js';
import { Pace, type Patience } from './pace.js';
import { advisedDelayMs, isPerItemLimit } from './retry-advice.js';
import type { SharedPace } from './shared-pace.js';

const REPEATS = 5;
const LONGEST_WAIT_MS = 60_000;

/** One request that left, for counters. */
export interface SentRequest {
  readonly intent: Call['intent'];
  readonly method: Call['method'];
  /** Without query. */
  readonly path: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly durationMs: number;
}

export interface HttpClientOptions {
  readonly port: HttpPort;
  /** The connection's address, without a trailing slash. */
  readonly url: string;
  readonly auth: HttpAuth;
  readonly limits: DefaultLimits;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Refuses every write before anything is sent. */
  readonly readOnly: boolean;
  /** The connector's; default: the first of `message`, `error`, `detail`, `title`. */
  readonly readError?: ErrorReader;
  readonly onCall?: (sent: SentRequest) => void;
  /** Where several processes use the connection: what they agree on. Absent: this one is alone. */
  readonly shared?: { readonly pace: SharedPace; readonly circuit: CircuitStore };
  /** For whom a call is made; those of different parties take turns. Absent: for one alone. */
  readonly party?: () => string;
  /** Asked right before each write leaves, after all waiting. @throws what the call is then to end with. */
  readonly assertMayWrite?: () => void;
  /** How long one call waits in all for the tool's limits before it throws RateLimitedError; 60 s by default. */
  readonly longestWaitMs?: number;
}

/**
 * The HTTP client of one connection. Reads are repeated up to five times for 5xx, cut connections and answers that are no JSON;
 * writes only when they surely were not performed (429, not sent). After a 401 every further call fails with the same error and
 * sends nothing: a new client is made when the credentials have changed. Where each request is signed by itself, a call is signed anew once. While the tool does not answer, calls fail at once.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return new LimitedHttpClient(options);
}

class LimitedHttpClient implements HttpClient {
  readonly #options: HttpClientOptions;
  readonly #pace: Pace;
  readonly #circuit: Circuit;
  #rejected: ReconnectNeededError | null = null;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    const { clock, limits, shared, url } = options;
    this.#circuit = new Circuit(url, clock, shared?.circuit ?? ownCircuitStore(clock));
    this.#pace = new Pace(
      limits,
      clock,
      shared && { pace: shared.pace, learn: (outage) => this.#circuit.learn(outage) },
    );
  }

  async call(call: Call, signal: AbortSignal): Promise<Answer> {
    if (call.intent === 'write' && this.#options.readOnly) {
      throw new RefusedError('The connection is read-only (readOnly: true): nothing is written through it', {
        status: 0,
      });
    }
    const patience: Patience = { remainingMs: this.#options.longestWaitMs ?? LONGEST_WAIT_MS };
    let failures = 0;
    let limited = 0;
    let isSignedAnew = false;
    for (;;) {
      const outcome = await this.#attempt(call, patience, signal);
      if (outcome.kind === 'answered') return outcome.answer;
      if (this.#isWorthSigningAnew(outcome) && !isSignedAnew) {
        isSignedAnew = true;
        continue;
      }
      if (outcome.kind === 'final') throw outcome.error;
      if (outcome.kind === 'limited') {
        limited += 1;
        await this.#pauseFor(call, outcome.response, limited);
        continue;
      }
      failures += 1;
      if (failures > REPEATS) throw this.#circuit.refusal(outcome.error) ?? outcome.error;
      const delayMs = outcome.delayMs ?? backOffMs(failures, FAILURE_BASE_MS, this.#options.random);
      this.#options.log.debug('call failed and is repeated', {
        method: call.method,
        path: call.path,
        reason: errorMessage(outcome.error),
        delayMs,
      });
      await this.#rest(delayMs, patience, signal);
    }
  }

  async #attempt(call: Call, patience: Patience, signal: AbortSignal): Promise<Attempt> {
    this.#failFastWhenRejected();
    const isTrial = await this.#circuit.enter(call.intent);
    const party = this.#options.party?.() ?? '';
    const traveller = { lane: call.lane, party, isRead: call.intent === 'read' };
    const leave = await this.#pace.enter(traveller, patience, signal);
    try {
      this.#failFastWhenRejected();
      if (!isTrial) await this.#circuit.enter(call.intent);
      if (call.intent === 'write') this.#options.assertMayWrite?.();
      return await this.#send(call, signal);
    } finally {
      leave();
    }
  }

  /** What signs may have changed between signing and arriving; who is not let in has done nothing. */
  #isWorthSigningAnew(outcome: Attempt): boolean {
    return (
      this.#options.auth.kind === 'signed' && outcome.kind === 'final' && outcome.error instanceof ReconnectNeededError
    );
  }

  #failFastWhenRejected(): void {
    if (this.#rejected !== null) throw this.#rejected;
  }

  async #send(call: Call, signal: AbortSignal): Promise<Attempt> {
    const { auth, clock, port, limits, url } = this.#options;
    const { request, redact } = await this.#signed(call);
    const startedMs = clock.now().getTime();
    let response: HttpResponse;
    try {
      response = await port(request, { signal, timeoutMs: limits.requestTimeoutMs });
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      if (error.sent) this.#count(call, null, startedMs);
      if (!(error instanceof AnswerTooLargeError)) await this.#circuit.failed(redact(error.message));
      return this.#judgeSilence(call, error, redact);
    }
    this.#count(call, response.status, startedMs);
    if (response.status >= 500)
      await this.#circuit.failed(`${call.method} ${call.path} was answered with ${response.status}`);
    else await this.#circuit.answered();
    if (response.status === 429) return { kind: 'limited', response };
    const verdict = judgeAnswer(call, url, response, this.#options.readError ?? readUsualError, redact);
    const isRejected = verdict.kind === 'final' && verdict.error instanceof ReconnectNeededError;
    if (isRejected && auth.kind !== 'signed') this.#rejected = verdict.error;
    if (verdict.kind !== 'failed') return verdict;
    const delayMs = response.status === 503 ? advisedDelayMs(response.headers, clock.now()) : null;
    return { ...verdict, delayMs };
  }

  #judgeSilence(call: Call, error: NoAnswerError, redact: (text: string) => string): Attempt {
    const details = { method: call.method, path: call.path };
    const reason = `${call.method} ${call.path}: ${redact(error.message)}`;
    if (error.sent && call.intent === 'write') {
      const answered = error instanceof AnswerTooLargeError;
      const message = `${reason}; the write may have taken effect`;
      return { kind: 'final', error: new UnknownOutcomeError(message, { answered, cause: error, details }) };
    }
    if (error instanceof AnswerTooLargeError) {
      return { kind: 'final', error: new MalformedAnswerError(reason, { cause: error, details }) };
    }
    return { kind: 'failed', error: new UnavailableError(reason, { cause: error, details }), delayMs: null };
  }

  async #pauseFor(call: Call, response: HttpResponse, limited: number): Promise<void> {
    const { clock, log, random } = this.#options;
    const delayMs = advisedDelayMs(response.headers, clock.now()) ?? backOffMs(limited, UNSTATED_LIMIT_BASE_MS, random);
    const lane = call.lane !== undefined && isPerItemLimit(response.headers) ? call.lane : null;
    await this.#pace.pause(delayMs, lane);
    log.info('the tool limits the rate', {
      path: call.path,
      delayMs,
      lane,
      reason: response.headers['ratelimit-reason'],
    });
  }

  async #rest(delayMs: number, patience: Patience, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    if (delayMs > patience.remainingMs) {
      const retryAt = new Date(clock.now().getTime() + delayMs);
      throw new RateLimitedError('The tool asks to wait longer than a call waits', { retryAt });
    }
    patience.remainingMs -= delayMs;
    await clock.sleep(delayMs, signal);
  }

  async #signed(
    call: Call,
  ): Promise<{ readonly request: Parameters<HttpPort>[0]; readonly redact: (text: string) => string }> {
    const { auth, url } = this.#options;
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) query.append(name, String(value));
    }
    const path = `${call.path}${query.size === 0 ? '' : `?${query}`}`;
    const signing = await signingHeaders(auth, { method: call.method, path });
    const headers = {
      accept: 'application/json',
      'user-agent': 'Syncline',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...signing,
    };
    const body = call.body === undefined ? null : JSON.stringify(call.body);
    return {
      request: { method: call.method, url: `${url}${path}`, headers, body },
      redact: redactor(auth, signing),
    };
  }

  #count(call: Call, status: number | null, startedMs: number): void {
    const durationMs = this.#options.clock.now().getTime() - startedMs;
    this.#options.onCall?.({ intent: call.intent, method: call.method, path: call.path, status, durationMs });
  }
}

type Attempt =
  | Exclude<Verdict, { kind: 'failed' }>
  | (Extract<Verdict, { kind: 'failed' }> & { readonly delayMs: number | null })
  | { readonly kind: 'limited'; readonly response: HttpResponse };
