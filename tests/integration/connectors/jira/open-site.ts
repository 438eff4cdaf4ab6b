import { expect } from 'vitest';
import { jiraConnector } from '../../../../backend/connectors/jira/index.js';
import {
  createHttpClient,
  type FieldDescriptor,
  type HttpAuth,
  type HttpPort,
  type Item,
  NoAnswerError,
  type SiteIdentity,
  type Tool,
} from '../../../../backend/connectors/sdk/index.js';
import { type Clock, silentLogger } from '../../../../backend/shared/index.js';
import { isDropped, type SandboxHandler, seededRandom } from '../../../sandbox/http/index.js';
import { type DefaultSiteOptions, JiraSandbox } from '../../../sandbox/jira/index.js';
import { type Judge, judge, judged } from '../../../support/contract-check.js';
import { truthDirectory } from '../../../support/truth.js';

export interface OpenSite {
  readonly sandbox: JiraSandbox;
  readonly tool: Tool;
  readonly signal: AbortSignal;
  /** `METHOD path` of every request since it was last emptied. */
  readonly requests: string[];
  /** Moves the site's clock on. */
  tick(seconds?: number): void;
  /** These fields of a Task of BENCH, as `describe` gives them. */
  fields(...ids: string[]): Promise<readonly FieldDescriptor[]>;
  /** One issue read by the tool with these fields. */
  readOne(id: string, ...fieldIds: string[]): Promise<Item>;
  /** Fails when a request was not what Jira's API description allows; where that description is absent nothing is known. */
  expectLawful(): void;
}

export interface OpenOptions {
  readonly auth?: HttpAuth;
  readonly url?: string;
  readonly site?: DefaultSiteOptions;
  readonly identity?: SiteIdentity;
  /** Options of the connection. */
  readonly connection?: Readonly<Record<string, unknown>>;
  /** Stands between the connection and the site. */
  readonly through?: (site: SandboxHandler) => SandboxHandler;
}

const START = Date.parse('2026-03-02T09:00:00.000Z');
export const SYNC: HttpAuth = { kind: 'basic', username: 'sync@example.com', password: 'sync-token' };
/** Data Center knows people by user name. */
const SYNC_BY_NAME: HttpAuth = { kind: 'basic', username: 'sync', password: 'sync-token' };

/** A Jira connection to a simulated site in this process. Time stands still but for `tick` and for what the connection waits. */
export async function openSite(options: OpenOptions = {}): Promise<OpenSite> {
  let nowMs = START;
  const clock: Clock = {
    now: () => new Date(nowMs),
    sleep: async (delayMs, signal) => {
      signal.throwIfAborted();
      nowMs += delayMs;
    },
  };
  const sandbox = new JiraSandbox({ clock, random: seededRandom(11), site: options.site ?? {} });
  const isCloud = options.site?.deployment !== 'datacenter';
  const by = truthDirectory() === undefined ? null : await judge(isCloud ? 'jira' : 'jira-datacenter');
  const requests: string[] = [];
  const answering = options.through?.(sandbox) ?? sandbox;
  const url = options.url ?? sandbox.state.directory.site.baseUrl;
  const http = createHttpClient({
    port: portTo(by === null ? answering : judged(answering, by), requests),
    url,
    auth: options.auth ?? (isCloud ? SYNC : SYNC_BY_NAME),
    limits: jiraConnector.limits,
    clock,
    random: { next: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' },
    log: silentLogger,
    readOnly: false,
    ...(jiraConnector.readError === undefined ? {} : { readError: jiraConnector.readError }),
  });
  const random = { next: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' };
  const identity = options.identity === undefined ? {} : { identity: options.identity };
  const tool = jiraConnector.open(
    { name: 'jira', url, http, clock, random, log: silentLogger, ...identity },
    options.connection ?? {},
  );
  const signal = new AbortController().signal;
  let described: readonly FieldDescriptor[] | undefined;
  const fields: OpenSite['fields'] = async (...ids) => {
    described ??= (await tool.describe('BENCH', signal)).itemTypes[0]?.fields ?? [];
    requests.length = 0;
    return ids.map((id) => described?.find((field) => field.id === id) ?? fail(`BENCH has no field ${id}`));
  };
  return {
    sandbox,
    tool,
    signal,
    requests,
    tick: (seconds = 1) => {
      nowMs += seconds * 1000;
    },
    fields,
    readOne: async (id, ...fieldIds) => {
      const request = { container: 'BENCH', ids: [id], fields: await fields(...fieldIds), comments: false };
      return (await tool.read(request, signal)).items[0] ?? fail(`issue ${id} was not given`);
    },
    expectLawful: () => expect(faults(by)).toEqual([]),
  };
}

function portTo(handler: SandboxHandler, requests: string[]): HttpPort {
  return async ({ method, url, headers, body }) => {
    const { pathname, search, host } = new URL(url);
    requests.push(`${method} ${pathname}`);
    const outcome = await handler.handle({
      method,
      url: pathname + search,
      headers: { ...headers, host },
      body: body === null ? null : Buffer.from(body),
    });
    if (isDropped(outcome)) throw new NoAnswerError(`dropped: ${outcome.drop}`, { sent: true });
    return { status: outcome.status, headers: outcome.headers, body: outcome.body.toString() };
  };
}

function faults(by: Judge | null): readonly string[] {
  return by?.errors('request') ?? [];
}

function fail(message: string): never {
  throw new Error(message);
}
