import { isDropped, type SandboxOutcome, type SandboxResponse, seededRandom } from '../../../../sandbox/http/index.js';
import { type ServiceNowOptions, ServiceNowSandbox } from '../../../../sandbox/servicenow/index.js';

export type JsonRecord = Record<string, unknown>;

/** What a call came back with, its body read as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** `result` of the body: one record. */
  readonly record: JsonRecord;
  /** `result` of the body: a list. */
  readonly records: JsonRecord[];
  /** `error` of the body. */
  readonly error: { readonly message: string; readonly detail: string | null };
}

export interface CallOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** User name, which is the password too; undefined: nobody. */
  readonly as?: string | undefined;
}

/** An instance with a clock that stands still until it is moved, and a client that speaks HTTP's shapes in-process. */
export function aServiceNow(options: Partial<ServiceNowOptions> = {}) {
  let nowMs = Date.parse('2026-07-14T00:28:27.400Z');
  const sandbox = new ServiceNowSandbox({
    clock: { now: () => new Date(nowMs) },
    random: seededRandom(7),
    accounts: ['syncline', 'admin', 'alice', 'bob', 'dave'].map((userName) => ({
      userName,
      password: userName,
      token: `${userName}-token`,
    })),
    ...options,
  });

  async function send(method: string, path: string, call: CallOptions = {}): Promise<SandboxOutcome> {
    const as = 'as' in call ? call.as : 'syncline';
    const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query)}`;
    return sandbox.handle({
      method,
      url: `/api/now${path}${query}`,
      headers: {
        host: 'dev00001.service-now.com',
        ...(as === undefined ? {} : { authorization: `Basic ${Buffer.from(`${as}:${as}`).toString('base64')}` }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: call.body === undefined ? null : Buffer.from(JSON.stringify(call.body)),
    });
  }

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
    return readReply(await send(method, path, options));
  }

  return {
    sandbox,
    people: sandbox.people,
    manners: sandbox.manners,
    access: sandbox.access,
    /** Moves the clock. */
    pass: (milliseconds: number) => {
      nowMs += milliseconds;
    },
    /** As `call`, for requests that may get no answer. */
    send,
    call,
    /** The records that an encoded query finds. */
    find: async (table: string, query: string, more: Readonly<Record<string, string>> = {}) =>
      (await call('GET', `/table/${table}`, { query: { sysparm_query: query, ...more } })).records,
    /** One record by id with stored values. */
    read: async (table: string, sysId: string) =>
      (await call('GET', `/table/${table}/${sysId}`, { query: { sysparm_exclude_reference_link: 'true' } })).record,
  };
}

export type AServiceNow = ReturnType<typeof aServiceNow>;

export function readReply(outcome: SandboxOutcome): Reply {
  if (isDropped(outcome)) throw new Error(`no answer came: ${outcome.drop}`);
  const text = String(outcome.body);
  const body = parsed(outcome, text);
  return {
    status: outcome.status,
    headers: outcome.headers,
    text,
    record: body.result as JsonRecord,
    records: body.result as JsonRecord[],
    error: body.error as Reply['error'],
  };
}

function parsed(outcome: SandboxResponse, text: string): JsonRecord {
  if (!outcome.headers['content-type']?.startsWith('application/json')) return {};
  try {
    return JSON.parse(text) as JsonRecord;
  } catch {
    return {};
  }
}
