import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach } from 'vitest';
import { type Caller, findCaller } from '../../../../addon/index.js';
import { createApi } from '../../../../backend/api/index.js';
import type { Application } from '../../../../backend/application/index.js';
import type { HttpPort, HttpRequest, HttpResponse } from '../../../../backend/connectors/sdk/index.js';
import { createSecretBox } from '../../../../backend/secrets/index.js';
import { silentLogger, systemRandom } from '../../../../backend/shared/index.js';
import {
  changeSiteState,
  installSite,
  type LinkScope,
  type Site,
  saveDataCenterLink,
} from '../../../../backend/sites/index.js';
import { type Database, openDatabase } from '../../../../backend/storage/index.js';
import { seededRandom } from '../../../sandbox/http/index.js';
import { JiraSandbox } from '../../../sandbox/jira/index.js';
import { type TestDatabase, testDatabase } from '../../../support/database.js';
import { sandboxPort } from '../../../support/sandbox-port.js';

export const PUBLIC_URL = 'https://sync.example.com/here';
const JIRA_URL = 'https://jira.example.com';
const OPTIONS = { signal: new AbortController().signal, timeoutMs: 1_000 };
const START = Date.parse('2026-05-04T09:00:00.000Z');

/** A sign-in that a page has begun: it alone holds the proof. */
export interface Begun {
  readonly url: URL;
  readonly proof: string;
}

/** A simulated Jira Data Center that is linked, the server's pages for it, and a clock that the test moves. */
export interface SignInBench {
  readonly jira: JiraSandbox;
  readonly site: Site;
  readonly database: Database;
  readonly application: Application;
  readonly server: Express;
  /** What the server has asked Jira, since it was last emptied. */
  readonly asked: string[];
  /** What Jira is to answer instead; null: what it would. */
  instead: ((request: HttpRequest) => HttpResponse | null) | null;
  /** Moves the clock on. */
  wait(ms: number): void;
  /** Another Jira that is linked as well. */
  link(key: string, baseUrl: string, scope?: LinkScope): Promise<Site>;
  /** What the page does before it opens the window. */
  begin(): Promise<Begun>;
  /** What the person does in Jira, in that window. @returns where Jira sends it. */
  decide(address: URL, decision?: 'allow' | 'deny', as?: string): Promise<URL>;
  /** What the page sends when the window has come back. */
  finish(begun: Pick<Begun, 'proof'>, back: URL): Promise<request.Response>;
  /** All of it. @returns the session's token. */
  signIn(as?: string): Promise<string>;
  caller(token: string): Promise<Caller>;
}

/** A bench for each test of a file. */
export function signInBench(): SignInBench {
  let now: { readonly bench: SignInBench; readonly close: () => Promise<void> } | undefined;
  beforeEach(async () => {
    now = await openBench();
  });
  afterEach(async () => {
    await now?.close();
    now = undefined;
  });
  const current = () => {
    if (now === undefined) throw new Error('there is a bench inside tests only');
    return now.bench;
  };
  return new Proxy({} as SignInBench, {
    get: (_, name) => Reflect.get(current(), name),
    set: (_, name, value) => Reflect.set(current(), name, value),
  });
}

async function openBench(): Promise<{ bench: SignInBench; close: () => Promise<void> }> {
  let nowMs = START;
  const clock = { now: () => new Date(nowMs), sleep: async () => undefined };
  const stored: TestDatabase = await testDatabase();
  const database = openDatabase(stored.url, { poolSize: 4 });
  const jira = new JiraSandbox({ clock, random: seededRandom(3), site: { deployment: 'datacenter' } });
  const secretBox = createSecretBox({ keys: [new Uint8Array(32).fill(7)] });
  const asked: string[] = [];
  const settings = {
    publicUrl: PUBLIC_URL,
    mode: 'onpremise',
    licence: 'not-required',
    jiraApp: { connectKeysUrl: 'https://keys.example.com', allowedHosts: [] },
  };
  const send = sandboxPort(jira, clock);
  const outgoing: HttpPort = async (sent, options) => {
    asked.push(`${sent.method} ${new URL(sent.url).pathname}`);
    return bench.instead?.(sent) ?? send(sent, options);
  };
  const application = {
    settings,
    database,
    tenant: 'default',
    tenancy: { isShared: true, fault: null },
    identityProvider: null,
    secretBox,
    outgoing,
    clock,
    log: silentLogger,
  } as unknown as Application;
  const server = createApi({
    application: () => application,
    version: '1.2.3',
    publicUrl: PUBLIC_URL,
    clock,
    random: systemRandom,
    log: silentLogger,
  });
  const link: SignInBench['link'] = (key, baseUrl, scope = 'READ') =>
    database.transaction('link', async (transaction) => {
      const { id } = await installSite(
        transaction,
        { host: 'data center', key, baseUrl, displayUrl: baseUrl },
        'onpremise',
      );
      const site = await changeSiteState(transaction, id, 'active');
      if (site === null) throw new Error('it cannot be linked');
      await saveDataCenterLink(
        transaction,
        site,
        { clientId: key, clientSecret: `secret of ${key}`, scope },
        secretBox,
      );
      return site;
    });
  const site = await link('server-id', JIRA_URL);
  const callback = `${PUBLIC_URL}/oauth/callback`;
  jira.addIncomingLink({
    clientId: 'server-id',
    clientSecret: 'secret of server-id',
    redirectUri: callback,
    scope: 'WRITE',
  });
  const bench: SignInBench = {
    jira,
    site,
    database,
    application,
    server,
    asked,
    instead: null,
    wait(ms) {
      nowMs += ms;
    },
    link,
    async begin() {
      const { body } = await request(server).post('/api/v1/session/begin').send({ site: site.id });
      return { url: new URL(body.url), proof: body.proof };
    },
    async decide(address, decision = 'allow', as = 'alice') {
      const form = new URLSearchParams(address.search);
      form.set('as', as);
      form.set('decision', decision);
      const url = `${address.origin}${address.pathname}`;
      const { headers } = await send({ method: 'POST', url, headers: {}, body: String(form) }, OPTIONS);
      return new URL(headers.location ?? 'nowhere:');
    },
    finish: async ({ proof }, back) =>
      request(server)
        .post('/api/v1/session/exchange')
        .send({ proof, query: back.search.slice(1) }),
    async signIn(as = 'alice') {
      const begun = await bench.begin();
      const { body } = await bench.finish(begun, await bench.decide(begun.url, 'allow', as));
      return body.token;
    },
    caller: (token) =>
      findCaller(
        {
          method: 'GET',
          rawUrl: '/api/v1/status',
          authorization: `Bearer ${token}`,
          header: () => undefined,
          signal: new AbortController().signal,
        },
        application,
      ),
  };
  return {
    bench,
    async close() {
      await database.close();
      await stored.drop();
    },
  };
}
