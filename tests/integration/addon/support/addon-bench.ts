import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createApi, type Listening, listen } from '../../../../backend/api/index.js';
import { type Application, openApplication } from '../../../../backend/application/index.js';
import { readSettings } from '../../../../backend/settings/index.js';
import { systemRandom } from '../../../../backend/shared/index.js';
import { createPairingCode, findSite, pairSite, type Site } from '../../../../backend/sites/index.js';
import { type ServedSandbox, seededRandom, serve } from '../../../sandbox/http/index.js';
import { appAccount, JiraSandbox } from '../../../sandbox/jira/index.js';
import { ConnectHost, type InstallKey, InstallKeys } from '../../../sandbox/jira-host/connect/index.js';
import { testDatabase } from '../../../support/database.js';
import { JumpingClock } from '../../../support/jumping-clock.js';
import { listeningLog } from '../../../support/listening-log.js';

const APP_KEY = 'com.syncline.jira';
const KEY_ID = '0b9d6c9e-4b1e-4c39-8a5e-6f1f63c2a0aa';
/** What browsers and Jira know the server by; a proxy in front keeps the path. */
const PUBLIC_URL = 'https://syncline.example/hub';

/** What came back. */
export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A served Jira, its key server, and the whole server on a database of its own. */
export interface AddonBench {
  readonly clock: JumpingClock;
  readonly jira: JiraSandbox;
  readonly keys: InstallKeys;
  readonly installKey: InstallKey;
  readonly host: ConnectHost;
  readonly application: Application;
  /** What the server was started with; commands beside it are given the same. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** Sends to the server what a browser or Jira would send to its public address. */
  send(
    url: string,
    init?: {
      readonly method?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: Buffer | string;
    },
  ): Promise<Said>;
  /** A lifecycle hook as Jira calls it, perhaps with another body. */
  hook(event: 'installed' | 'uninstalled' | 'enabled' | 'disabled', body?: object): Promise<Said>;
  /** Installs the app, also in the simulated Jira, so that the secret is the same on both sides. */
  install(): Promise<Site>;
  /** Installs and pairs. */
  pair(): Promise<Site>;
  site(): Promise<Site | null>;
  /** Asks the API as a person whose page asked Jira for a token; posts where there is a body. */
  asPerson(name: string, path: string, body?: object): Promise<Said>;
}

/** A bench for each test of a file. @param environment beside what every one has. */
export function addonBench(environment: Readonly<Record<string, string>> = {}): AddonBench {
  let now: { bench: AddonBench; close: () => Promise<void> } | undefined;
  beforeEach(async () => {
    now = await openBench(environment);
  });
  afterEach(async () => {
    await now?.close();
    now = undefined;
  });
  return new Proxy({} as AddonBench, {
    get: (_, name) => {
      if (now === undefined) throw new Error('there is a bench inside tests only');
      return Reflect.get(now.bench, name);
    },
  });
}

async function openBench(environment: Readonly<Record<string, string>>) {
  // From the machine's time on: the framework and key sets have no other clock.
  const clock = new JumpingClock(new Date());
  const jira = new JiraSandbox({ clock, random: seededRandom(1) });
  const keys = new InstallKeys();
  const installKey = keys.add(KEY_ID);
  const served: ServedSandbox[] = [await serve(jira), await serve(keys)];
  const [jiraUrl = '', keysUrl = ''] = served.map(({ url }) => url);
  const home = await mkdtemp(join(tmpdir(), 'syncline-addon-'));
  const { log, lines } = listeningLog();
  const whole = {
    DATABASE_URL: (await testDatabase()).url,
    SYNCLINE_HOME: home,
    SYNCLINE_PUBLIC_URL: PUBLIC_URL,
    SYNCLINE_CONNECT_KEYS_URL: keysUrl,
    SYNCLINE_ALLOWED_JIRA_HOSTS: '127.0.0.1',
    ...environment,
  };
  const application = await openApplication({
    settings: readSettings(whole),
    log,
    signal: new AbortController().signal,
    clock,
  });
  const api = createApi({
    application: () => application,
    version: '1.2.3',
    publicUrl: PUBLIC_URL,
    clock,
    random: systemRandom,
    log,
  });
  const server: Listening = await listen(api, 0);
  const host = new ConnectHost({
    site: { clientKey: 'client-1', baseUrl: jiraUrl, cloudId: 'cloud-1' },
    app: { key: APP_KEY, baseUrl: PUBLIC_URL },
    clock,
    installKey,
  });
  const transact = <T>(work: Parameters<typeof application.database.transaction<T>>[1]) =>
    application.database.transaction('test', work);
  const bench: AddonBench = {
    clock,
    jira,
    keys,
    installKey,
    host,
    application,
    environment: whole,
    log: lines,
    async send(url, { method = 'GET', headers = {}, body } = {}) {
      const { pathname, search } = new URL(url);
      // The characters as they stand: an URL object would write some of them otherwise.
      const raw = url.startsWith(PUBLIC_URL) ? url.slice(PUBLIC_URL.length) : `${pathname}${search}`;
      const response = await fetch(`${server.url}${raw}`, {
        method,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    async hook(event, body) {
      // Two tokens of one second would be the same.
      clock.advance(1_000);
      const { url, headers, body: usual } = await host.lifecycleRequest(event, `/addon/connect/${event}`);
      const changed = body === undefined ? usual : JSON.stringify({ ...host.lifecycleBody(event), ...body });
      return bench.send(url, { method: 'POST', headers, body: changed });
    },
    async install() {
      jira.installApp({
        key: APP_KEY,
        sharedSecret: host.sharedSecret,
        systemToken: null,
        account: appAccount(APP_KEY, 'Syncline'),
      });
      const { status, text } = await bench.hook('installed');
      if (status !== 204) throw new Error(`the install was answered ${status}: ${text}`);
      return (await bench.site()) as Site;
    },
    async pair() {
      const site = await bench.install();
      await transact(async (transaction) =>
        pairSite(transaction, site, await createPairingCode(transaction, 'default')),
      );
      return (await bench.site()) as Site;
    },
    site: () => transact((transaction) => findSite(transaction, 'connect', 'client-1')),
    async asPerson(name, path, body) {
      const { accountId } = jira.state.directory.person(name);
      const token = await host.contextToken({ accountId });
      const headers = { authorization: `JWT ${token}`, 'content-type': 'application/json' };
      const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      return bench.send(`${PUBLIC_URL}/api/v1${path}`, { headers, ...posted });
    },
  };
  return {
    bench,
    async close() {
      await server.close();
      await application.close();
      await Promise.all(served.map((sandbox) => sandbox.close()));
      await rm(home, { recursive: true });
    },
  };
}
