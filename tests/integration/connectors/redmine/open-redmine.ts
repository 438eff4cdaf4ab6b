import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { redmineConnector } from '../../../../backend/connectors/redmine/index.js';
import {
  createHttpClient,
  type FieldDescriptor,
  type HttpAuth,
  type HttpPort,
  type Tool,
  undiciHttpPort,
} from '../../../../backend/connectors/sdk/index.js';
import { type Clock, type Logger, silentLogger } from '../../../../backend/shared/index.js';
import { createIssueField } from '../../../support/redmine-admin.js';
import { RedminePerson } from '../../../support/redmine-person.js';
import { type RedmineServer, startRedmine } from '../../../support/redmine-server.js';

/** What the tests of one file work with. */
export interface Fixture {
  readonly server: RedmineServer;
  /** Number of the custom field that holds marks. */
  readonly markField: number;
  readonly alice: RedminePerson;
  readonly bob: RedminePerson;
  readonly admin: RedminePerson;
  /** A connection that keeps marks. */
  open(options?: OpenOptions): OpenRedmine;
}

const START_MS = 240_000;

/** One Redmine for the tests of a file, with a field for marks. */
export function useRedmine(): { readonly current: Fixture } {
  let started: RedmineServer | undefined;
  let fixture: Fixture | undefined;
  beforeAll(async () => {
    const server = await startRedmine();
    started = server;
    const markField = await createIssueField(server, { name: 'Syncline', isFilter: true });
    const person = (login: keyof RedmineServer['keys']) => new RedminePerson(server, login);
    fixture = {
      server,
      markField,
      alice: person('alice'),
      bob: person('bob'),
      admin: person('admin'),
      open: ({ options, ...rest } = {}) =>
        openRedmine(server, { ...rest, options: { markField: `cf_${markField}`, ...options } }),
    };
  }, START_MS);
  afterAll(() => started?.stop(), START_MS);
  return {
    get current() {
      if (fixture === undefined) throw new Error('Redmine has not started');
      return fixture;
    },
  };
}

/** A connection to a real Redmine. */
export interface OpenRedmine {
  readonly tool: Tool;
  readonly signal: AbortSignal;
  /** What was asked since it was last emptied: `GET /issues.json`. */
  readonly calls: string[];
  /** These fields of the bug tracker, as `describe` gives them. */
  fields(...ids: string[]): Promise<readonly FieldDescriptor[]>;
}

export interface OpenOptions {
  /** Whose API key is used; `sync` unless told. */
  readonly as?: keyof RedmineServer['keys'];
  readonly auth?: HttpAuth;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Stands between the connection and Redmine. */
  readonly through?: (port: HttpPort) => HttpPort;
  readonly log?: Logger;
  /** How far our clock is ahead of Redmine's: what was changed just now seems to be so long ago. */
  readonly aheadMs?: number;
}

/** What an account that is no administrator has to be told. */
const CUSTOM_FIELDS = {
  cf_1: 'string',
  cf_2: 'list',
  cf_3: 'date',
  cf_4: 'float',
  cf_5: 'bool',
  cf_6: 'list[]',
} as const;

/** Closed when the test that opens it ends. */
function openRedmine(server: RedmineServer, options: OpenOptions = {}): OpenRedmine {
  const { as = 'sync', through = (port) => port, aheadMs = 0, log = silentLogger } = options;
  const calls: string[] = [];
  const clock: Clock = {
    now: () => new Date(Date.now() + aheadMs),
    // Repeats wait by this clock; what they wait for passes at once.
    sleep: async (_delayMs, signal) => signal.throwIfAborted(),
  };
  const random = { next: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' };
  const network = undiciHttpPort({ proxyUrl: null, noProxy: '', ca: null });
  onTestFinished(() => network.close());
  const port = through(network.send);
  const { limits, readError, tokenHeader = '' } = redmineConnector;
  const http = createHttpClient({
    port: (request, sending) => {
      calls.push(`${request.method} ${new URL(request.url).pathname}`);
      return port(request, sending);
    },
    url: server.url,
    auth: options.auth ?? { kind: 'token', token: server.keys[as], header: tokenHeader },
    limits,
    clock,
    random,
    log,
    readOnly: false,
    ...(readError === undefined ? {} : { readError }),
  });
  const context = { name: 'redmine', url: server.url, http, clock, random, log };
  const tool = redmineConnector.open(context, { customFields: CUSTOM_FIELDS, ...options.options });
  const signal = new AbortController().signal;
  let described: readonly FieldDescriptor[] | undefined;
  return {
    tool,
    signal,
    calls,
    fields: async (...ids) => {
      described ??= (await tool.describe('sync', signal)).itemTypes[0]?.fields ?? [];
      calls.length = 0;
      return ids.map((id) => {
        const field = described?.find((one) => one.id === id);
        if (field === undefined) throw new Error(`a bug has no field ${id}`);
        return field;
      });
    },
  };
}
