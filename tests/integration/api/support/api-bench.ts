import type { Express } from 'express';
import request from 'supertest';
import { afterEach, beforeEach } from 'vitest';
import { createApi } from '../../../../backend/api/index.js';
import type { Application } from '../../../../backend/application/index.js';
import { createToolbox } from '../../../../backend/connections/index.js';
import { jiraConnector } from '../../../../backend/connectors/jira/index.js';
import { serviceNowConnector } from '../../../../backend/connectors/servicenow/index.js';
import { createSecretBox } from '../../../../backend/secrets/index.js';
import { readSettings } from '../../../../backend/settings/index.js';
import { silentLogger, systemClock } from '../../../../backend/shared/index.js';
import { createToken } from '../../../../backend/tokens/index.js';
import { RecordedQueue } from '../../../support/recorded-queue.js';
import { createWorld, type World } from '../../../support/world.js';
import { assertDescribed } from './openapi.js';

const CONNECTORS = [jiraConnector, serviceNowConnector];

/** What came back, held against the description already. */
export interface Said<Body = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** A world with the HTTP side on top, and an operator who asks it. */
export interface ApiBench {
  readonly world: World;
  readonly queue: RecordedQueue;
  readonly api: Express;
  readonly token: string;
  readonly application: () => Application;
  /** Asks below `/api/v1`. */
  get<Body = unknown>(path: string): Promise<Said<Body>>;
  post<Body = unknown>(path: string, body?: object | string): Promise<Said<Body>>;
}

/** A bench for each test of a file. */
export function apiBench(): ApiBench {
  let bench: ApiBench | undefined;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(async () => {
    await bench?.world.close();
    bench = undefined;
  });
  return new Proxy({} as ApiBench, {
    get: (_, name) => {
      if (bench === undefined) throw new Error('there is a bench inside tests only');
      return Reflect.get(bench, name);
    },
  });
}

async function openBench(): Promise<ApiBench> {
  const world = await createWorld();
  const queue = new RecordedQueue();
  // What a person waits for takes its time; only the time of what he sees is the world's.
  const clock = { now: () => world.clock.now(), sleep: systemClock.sleep };
  const application = () => ({ ...applicationOf(world, queue), clock });
  const api = createApi({
    application,
    version: '1.2.3',
    publicUrl: undefined,
    clock: world.clock,
    random: world.engine.random,
    log: silentLogger,
  });
  const token = await world.database.transaction('token', (transaction) =>
    createToken(transaction, { name: 'operator', scope: 'administrator' }),
  );
  const ask = async <Body>(method: 'get' | 'post', path: string, body?: object | string): Promise<Said<Body>> => {
    const asked = request(api)[method](`/api/v1${path}`).set('authorization', `Bearer ${token}`);
    if (body !== undefined) asked.set('content-type', 'application/json');
    const { status, headers, type, body: said } = await (body === undefined ? asked : asked.send(body));
    const [withoutQuery = ''] = path.split('?');
    assertDescribed(method.toUpperCase(), `/api/v1${withoutQuery}`, { status, type, body: said });
    return { status, headers, body: said as Body };
  };
  return {
    world,
    queue,
    api,
    token,
    application,
    get: (path) => ask('get', path),
    post: (path, body) => ask('post', path, body),
  };
}

/** As much of an application as the HTTP side uses. */
export function applicationOf(world: World, queue: RecordedQueue): Application {
  const { database, engine, clock, portOf } = world;
  const parts: Partial<Application> = {
    settings: readSettings({}),
    database,
    tenant: 'default',
    // Every test of the HTTP side is one of its policies too.
    tenancy: { isShared: true, fault: null },
    databaseDescription: 'a test database',
    clock,
    random: engine.random,
    log: silentLogger,
    identityProvider: null,
    actor: { kind: 'command line', name: 'somebody' },
    queue: async () => queue,
    toolbox: engine.toolbox,
    connectors: CONNECTORS,
    secretBox: createSecretBox({ keys: [new Uint8Array(32)] }),
    httpPort: ({ settings }) => portOf(settings.url),
    openDraft: ({ settings }, secrets) => ({
      httpPort: portOf(settings.url),
      toolbox: createToolbox({
        connectors: CONNECTORS,
        httpPort: () => portOf(settings.url),
        credentials: () => secrets,
        clock,
        random: engine.random,
        log: silentLogger,
      }),
      close: async () => undefined,
    }),
    onlooker: async () => engine,
    startWorker: async () => ({ engine, lost: new AbortController().signal, stop: async () => undefined }),
  };
  return parts as Application;
}
