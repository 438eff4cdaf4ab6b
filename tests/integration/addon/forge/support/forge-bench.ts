import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach } from 'vitest';
import { createApi } from '../../../../../backend/api/index.js';
import type { Application } from '../../../../../backend/application/index.js';
import type { HttpPort, HttpRequest } from '../../../../../backend/connectors/sdk/index.js';
import { createSecretBox, makeSecretKey } from '../../../../../backend/secrets/index.js';
import type { Settings } from '../../../../../backend/settings/index.js';
import { createPairingCode } from '../../../../../backend/sites/index.js';
import { ForgeHost, type ForgeInstallation, type ForgeInvocation } from '../../../../sandbox/jira-host/forge/index.js';
import { listeningLog } from '../../../../support/listening-log.js';
import { RecordedQueue } from '../../../../support/recorded-queue.js';
import { sandboxPort } from '../../../../support/sandbox-port.js';
import { createWorld, type World } from '../../../../support/world.js';

export const APP_ID = 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555';
export const ACME: ForgeInstallation = {
  id: '99999999-2222-4333-8444-555555555555',
  cloudId: 'acme-cloud',
  siteUrl: 'https://acme.atlassian.net',
  apiBaseUrl: 'https://api.atlassian.com/ex/jira/acme-cloud',
};
/** Another customer's, of the same app: its tokens are as genuine. */
export const OTHER: ForgeInstallation = {
  id: '88888888-2222-4333-8444-555555555555',
  cloudId: 'other-cloud',
  siteUrl: 'https://other.atlassian.net',
  apiBaseUrl: 'https://api.atlassian.com/ex/jira/other-cloud',
};
/** What Forge hands out for the app itself. */
const SYSTEM_TOKEN = 'system-token-of-the-app';
const KEYS_URL = 'https://keys.forge.example/.well-known/jwks.json';

export interface Said {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read into answers whose shape is what they assert
  readonly body: any;
}

/** A server with a Forge app, and the Jira whose people look at its pages. */
export interface ForgeBench {
  readonly world: World;
  readonly host: ForgeHost;
  readonly api: Express;
  readonly application: Application;
  /** Every call that the server has made beside its connections. */
  readonly calls: readonly HttpRequest[];
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** From now on calls go here. */
  answerWith(port: HttpPort): void;
  /** Asks below `/api/v1` as a person who looks at a page. */
  ask(path: string, asked?: Asking): Promise<Said>;
  /** Calls as Forge does by itself. */
  call(
    name: string,
    body?: object,
    invocation?: Partial<ForgeInvocation>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Said>;
  /** Sends these very headers. */
  send(
    method: 'get' | 'post',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object | string,
  ): Promise<Said>;
  token(invocation?: Partial<ForgeInvocation>): Promise<string>;
  /** Lets `acme` in, as its administrator and ours do it. */
  pair(): Promise<void>;
  code(): Promise<string>;
}

export interface Asking {
  readonly as?: string;
  readonly post?: object;
  readonly invocation?: Partial<ForgeInvocation>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A bench for each test of a file. */
export function forgeBench(settings: Partial<Settings> = {}): ForgeBench {
  let bench: ForgeBench | undefined;
  beforeEach(async () => {
    bench = await openBench(settings);
  });
  afterEach(async () => {
    await bench?.world.close();
    bench = undefined;
  });
  return new Proxy({} as ForgeBench, {
    get: (_, name) => {
      if (bench === undefined) throw new Error('there is a bench inside tests only');
      return Reflect.get(bench, name);
    },
  });
}

async function openBench(given: Partial<Settings>): Promise<ForgeBench> {
  const world = await createWorld();
  const host = new ForgeHost({ app: { id: APP_ID, version: '3.1.0' }, clock: world.clock });
  const { lines, log } = listeningLog();
  const calls: HttpRequest[] = [];
  let port = networkOf(world, host);
  const application = {
    database: world.database,
    clock: world.clock,
    random: world.engine.random,
    log,
    settings: {
      mode: 'onpremise',
      licence: 'not-required',
      jiraApp: { forgeAppId: APP_ID, forgeJwksUrl: KEYS_URL, allowedJiraHosts: ['*.atlassian.net'] },
      ...given,
    },
    secretBox: createSecretBox({ keys: [makeSecretKey()] }),
    outgoing: (asked, options) => {
      calls.push(asked);
      return port(asked, options);
    },
    tenancy: { isShared: true, fault: null },
    queue: async () => new RecordedQueue(),
  } as Partial<Application> as Application;
  const api = createApi({
    application: () => application,
    version: '1.2.3',
    publicUrl: undefined,
    clock: world.clock,
    random: world.engine.random,
    log,
  });
  const token = (invocation: Partial<ForgeInvocation> = {}) =>
    host.invocationToken({
      installation: ACME,
      module: { type: 'core:endpoint', key: 'events' },
      ...invocation,
    });
  const send: ForgeBench['send'] = async (method, path, headers, body) => {
    const asked = request(api)[method](path).set(headers);
    const { status, body: said } = await (body === undefined ? asked : asked.send(body));
    return { status, body: said };
  };
  const ask: ForgeBench['ask'] = async (path, { as = 'admin', post, invocation, headers = {} } = {}) => {
    const person = world.jira.state.directory.person(as);
    const page = { accountId: person.accountId, extension: {} };
    const shown = await token({ module: { type: 'jira:adminPage', key: 'admin' }, page, ...invocation });
    const all = { authorization: `Bearer ${shown}`, 'x-forge-oauth-user': String(person.token), ...headers };
    return send(post === undefined ? 'get' : 'post', `/api/v1${path}`, all, post);
  };
  const code = () => world.database.transaction('code', (transaction) => createPairingCode(transaction, 'default'));
  return {
    world,
    host,
    api,
    application,
    calls,
    lines,
    answerWith(other) {
      port = other;
    },
    ask,
    async call(name, body = {}, invocation = {}, headers = {}) {
      const authorization = `Bearer ${await token(invocation)}`;
      return send(
        'post',
        `/addon/forge/${name}`,
        { authorization, 'x-forge-oauth-system': SYSTEM_TOKEN, ...headers },
        body,
      );
    },
    send,
    token,
    code,
    async pair() {
      const { status } = await ask('/site/pair', { post: { code: await code() } });
      if (status !== 200) throw new Error(`pairing was refused with ${status}`);
    },
  };
}

/** Forge's key server, and the Jira behind Atlassian's gateway. */
function networkOf(world: World, host: ForgeHost): HttpPort {
  const keys = sandboxPort(host, world.clock);
  const jira = sandboxPort(world.jira, world.clock);
  return (asked, options) => {
    if (asked.url === KEYS_URL) return keys(asked, options);
    return jira({ ...asked, url: asked.url.replace(/\/ex\/jira\/[^/]+/, '') }, options);
  };
}
