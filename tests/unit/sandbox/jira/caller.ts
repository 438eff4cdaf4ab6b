import { isDropped, type SandboxOutcome, seededRandom } from '../../../sandbox/http/index.js';
import { JiraSandbox, type JiraSandboxOptions } from '../../../sandbox/jira/index.js';
import type { Judge } from '../../../support/contract-check.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; undefined when there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read into answers whose shape is what they assert
  readonly body: any;
}

export interface CallOptions {
  /** Short name of the account that signs in. */
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A site with a clock that the test moves, and a caller that speaks to it as `sync`. */
export class SandboxCaller {
  readonly jira: JiraSandbox;
  now: Date;
  readonly #judge: Judge | undefined;

  constructor(
    options: { readonly now?: string; readonly judge?: Judge; readonly limits?: JiraSandboxOptions['limits'] } = {},
  ) {
    this.now = new Date(options.now ?? '2026-05-04T09:00:00.000Z');
    this.#judge = options.judge;
    this.jira = new JiraSandbox({
      clock: { now: () => this.now },
      random: seededRandom(7),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
  }

  advance(ms: number): void {
    this.now = new Date(this.now.getTime() + ms);
  }

  /** @throws when no answer comes */
  async call(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
    const outcome = await this.outcome(method, path, body, options);
    if (isDropped(outcome)) throw new Error(`${method} ${path} got no answer: ${outcome.drop}`);
    const text = outcome.body.toString();
    return {
      status: outcome.status,
      headers: outcome.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  get(path: string, options: CallOptions = {}): Promise<Answer> {
    return this.call('GET', path, undefined, options);
  }

  post(path: string, body: unknown, options: CallOptions = {}): Promise<Answer> {
    return this.call('POST', path, body, options);
  }

  put(path: string, body: unknown, options: CallOptions = {}): Promise<Answer> {
    return this.call('PUT', path, body, options);
  }

  delete(path: string, options: CallOptions = {}): Promise<Answer> {
    return this.call('DELETE', path, undefined, options);
  }

  /** What came of a request, dropped connections included. A path without `/rest` is below `/rest/api/3`. */
  async outcome(
    method: string,
    path: string,
    body?: unknown,
    { as = 'sync', headers = {} }: CallOptions = {},
  ): Promise<SandboxOutcome> {
    const credentials = Buffer.from(`${as}@example.com:${as}-token`).toString('base64');
    const request = {
      method,
      url: /^\/(rest|ex|_edge)\//.test(path) ? path : `/rest/api/3${path}`,
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json', ...headers },
      body: bytesOf(body),
    };
    const outcome = await this.jira.handle(request);
    this.#judge?.check(isDropped(outcome) ? { request } : { request, response: outcome });
    return outcome;
  }
}

/** Bytes go as they are, anything else as JSON. */
function bytesOf(body: unknown): Buffer | null {
  if (body === undefined) return null;
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}
