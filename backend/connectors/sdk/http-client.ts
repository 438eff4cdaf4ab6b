import type { JsonValue } from '../../shared/index.js';

/** One exchange as the network sees it; the port that production fills with undici and the simulation with a simulator. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; a repeated header is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Thrown by a port when there was no answer. `sent` is false only when not one byte can have reached the tool (refused, DNS). */
export class NoAnswerError extends Error {
  readonly sent: boolean;
  constructor(message: string, options: { sent: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'NoAnswerError';
    this.sent = options.sent;
  }
}

/** Thrown by a port that stopped reading an answer because it is longer than it takes: asking again would not help. */
export class AnswerTooLargeError extends NoAnswerError {
  constructor(message: string) {
    super(message, { sent: true });
    this.name = 'AnswerTooLargeError';
  }
}

/** Sends one request and gives the whole answer. Never retries, never follows a redirect. @throws NoAnswerError */
export type HttpPort = (
  request: HttpRequest,
  options: { signal: AbortSignal; timeoutMs: number },
) => Promise<HttpResponse>;

/** A call as a connector writes it. */
export interface Call {
  readonly method: HttpRequest['method'];
  /** Relative to the connection's address, starting with `/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: JsonValue;
  /** A read may be repeated freely; a write is sent once, and its unknown outcome is reported. */
  readonly intent: 'read' | 'write';
  /** Statuses beside 2xx that are an answer to this call and no failure, such as the 400 of a bulk create that names its elements. */
  readonly accept?: readonly number[];
  /** Item that a write changes: a per-item limit of the tool delays the calls of this lane alone. */
  readonly lane?: string;
}

/** The answer of a call that the tool took: 2xx (or a status that the call accepts) with JSON, or with nothing (`body` null). */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * What connectors call their tool with: it signs, limits, waits as the tool's headers say, repeats reads with growing jittered
 * waits, and translates every failure once.
 */
export interface HttpClient {
  /**
   * @throws RateLimitedError when the tool wants a longer pause than is waited for here.
   * @throws ReconnectNeededError on 401. @throws NotFoundError on 404. @throws RefusedError on other 4xx.
   * @throws UnavailableError when a read got no usable answer after its repeats, or a write surely did not reach the tool.
   * @throws UnknownOutcomeError when a write may have taken effect. @throws MalformedAnswerError when a read's answer is not JSON.
   */
  call(call: Call, signal: AbortSignal): Promise<Answer>;
}
