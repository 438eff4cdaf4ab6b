import { randomBytes } from 'node:crypto';
import { createToolbox } from '../../backend/connections/index.js';
import { jiraConnector } from '../../backend/connectors/jira/index.js';
import type { Connector, HttpPort, HttpRequest, HttpResponse } from '../../backend/connectors/sdk/index.js';
import { serviceNowConnector } from '../../backend/connectors/servicenow/index.js';
import { type Engine, findIntegration, type Integration, PreparedMappings } from '../../backend/integrations/index.js';
import { createMarks, type Link, linkFromRow } from '../../backend/links/index.js';
import { inProcessEvaluator, type SyncDefinition } from '../../backend/mappings/index.js';
import { insertRun, type Run, type RunMode, workRun } from '../../backend/runs/index.js';
import { LeaseLostError, silentLogger } from '../../backend/shared/index.js';
import { type Database, LEASE_SECONDS, openDatabase, type Row, startWorker } from '../../backend/storage/index.js';
import { type SandboxHandler, seededRandom } from '../sandbox/http/index.js';
import { JiraSandbox } from '../sandbox/jira/index.js';
import { ServiceNowSandbox } from '../sandbox/servicenow/index.js';
import { testDatabase } from './database.js';
import { incidents } from './definitions.js';
import { Interruption, type Place } from './interruption.js';
import { judgedDataCenter, judgeTools } from './judged-tools.js';
import { JumpingClock } from './jumping-clock.js';
import { sandboxPort } from './sandbox-port.js';

/** The connections of a world; `data-center` and `other` are there where the world was asked for them. */
export type ConnectionName = 'jira' | 'service-now' | 'data-center' | 'other';

/** A tool that is not simulated, as the connection `other`. */
export interface OtherTool {
  readonly connector: Connector;
  readonly url: string;
  readonly token: string;
  readonly options: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly port: HttpPort;
}

/** Stands between a connection and its tool: may look at a call, do something around it, answer it or fail it. */
export type Intercept = (request: HttpRequest, send: () => Promise<HttpResponse>) => Promise<HttpResponse>;

/** What a worker is given instead of the world's own. */
export interface EngineParts {
  readonly database?: (inner: Database) => Database;
  readonly port?: (inner: HttpPort) => HttpPort;
}

/** A worker that stands still in the middle of a run. */
export interface Interrupted {
  readonly engine: Engine;
  /** Lets its lease run out: from now on others may take over what it has in hand. */
  loseLease(): Promise<void>;
  /** Lets it go on. @returns the run as it then sees it, or null. */
  goOn(): Promise<Run | null>;
}

/** A whole small installation in one process: both tools simulated, the real engine, a real PostgreSQL, and time that jumps. */
export interface World {
  readonly clock: JumpingClock;
  readonly jira: JiraSandbox;
  readonly serviceNow: ServiceNowSandbox;
  /** A second Jira, which is a Data Center. @throws when the world was not asked for it */
  readonly dataCenter: JiraSandbox;
  readonly database: Database;
  readonly engine: Engine;
  /** The one of that name, `incidents` unless told. */
  integration(name?: string): Promise<Integration>;
  /** Replaces the stored definition, as `apply` would. */
  redefine(change: (definition: SyncDefinition) => SyncDefinition): Promise<void>;
  /** Works a run of that mode to its end, through its delays; the one that is active already, if there is one. */
  run(mode: RunMode, request?: Run['request'], worker?: Engine): Promise<Run>;
  /** The same for another integration. */
  runOf(name: string, mode: RunMode, worker?: Engine): Promise<Run>;
  /** Begins a run with a worker of its own, which stands still at `place` and keeps its lease. */
  interrupt(mode: RunMode, place: Place, what?: Run['request']): Promise<Interrupted>;
  /** The same for a worker that is killed there: time goes on until its lease has run out. */
  kill(mode: RunMode, place: Place, what?: Run['request']): Promise<Interrupted>;
  /** Puts `on` between a connection and its tool, for all workers; null takes it away. */
  intercept(connection: ConnectionName, on: Intercept | null): void;
  /** The network to the tool that is at an address, for connections that a test makes itself. */
  portOf(url: string): HttpPort;
  links(): Promise<readonly Link[]>;
  /** Reads or changes the stored state by SQL. */
  sql(statement: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** The incident whose `correlation_id` is this key; empty when there is none. */
  incident(key: string): Readonly<Record<string, string>>;
  /** Another worker on the same database, as after a crash of the first or beside it. */
  anotherEngine(parts?: EngineParts): Promise<Engine>;
  /** @throws when a request was made that a tool's own API description does not allow */
  close(): Promise<void>;
}

/** What a test may choose. */
export interface WorldOptions {
  readonly seed?: number;
  readonly definition?: SyncDefinition;
  /** Further integrations by name. */
  readonly others?: Readonly<Record<string, SyncDefinition>>;
  /** Whether there is a Jira Data Center too, behind the connection `data-center`. */
  readonly hasDataCenter?: boolean;
  /** How far its clock is ahead of everybody's. */
  readonly dataCenterAheadMs?: number;
  readonly other?: OtherTool;
  /** One that stands still unless told. */
  readonly clock?: JumpingClock;
}

/** The longest that a run may go on being delayed before a test gives up on it. */
const MOST_ROUNDS = 50;

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { clock = new JumpingClock(), other } = options;
  const draw = seededRandom(options.seed ?? 1);
  const jira = new JiraSandbox({ clock, random: draw });
  const serviceNow = new ServiceNowSandbox({ clock, random: draw });
  const judged = await judgeTools({ jira, servicenow: serviceNow });
  const dataCenterClock = { now: () => new Date(clock.now().getTime() + (options.dataCenterAheadMs ?? 0)) };
  const dataCenter = options.hasDataCenter ? await judgedDataCenter({ clock: dataCenterClock, random: draw }) : null;
  const { url, drop } = await testDatabase();
  const database = openDatabase(url, { poolSize: 6, now: () => clock.now() });
  const random = { next: draw, uuid: () => uuidOf(draw) };
  const installationKey = randomBytes(32);
  const intercepts = new Map<ConnectionName, Intercept>();
  const intercepted = (name: ConnectionName, inner: HttpPort): HttpPort => {
    return (request, sending) => {
      const send = () => inner(request, sending);
      return intercepts.get(name)?.(request, send) ?? send();
    };
  };
  const ports: Readonly<Record<ConnectionName, HttpPort>> = {
    jira: intercepted('jira', sandboxPort(judged.handlers.jira, clock)),
    'service-now': intercepted('service-now', sandboxPort(judged.handlers.servicenow, clock)),
    'data-center': intercepted('data-center', sandboxPort(dataCenter?.handler ?? NOBODY, clock)),
    other: intercepted('other', other?.port ?? sandboxPort(NOBODY, clock)),
  };
  const portOf = (url: string): HttpPort =>
    ports[new URL(url).hostname.split('.')[0] as ConnectionName] ?? sandboxPort(NOBODY, clock);
  const evaluator = inProcessEvaluator();

  const newEngine = async (parts: EngineParts = {}): Promise<Engine> => {
    const { port = (inner) => inner } = parts;
    const workerId = random.uuid();
    await startWorker(database, { id: workerId, name: 'test' });
    return {
      database: parts.database?.(database) ?? database,
      toolbox: createToolbox({
        connectors: [jiraConnector, serviceNowConnector, ...(other === undefined ? [] : [other.connector])],
        httpPort: (connection) => port(ports[connection.name as ConnectionName] ?? portOf(connection.settings.url)),
        credentials: (connection) => ({
          password: connection.name === 'service-now' ? 'syncline' : 'sync-token',
          token: other?.token ?? '',
        }),
        clock,
        random,
        log: silentLogger,
      }),
      mappings: new PreparedMappings(),
      expressions: evaluator,
      marks: createMarks(installationKey),
      workerId,
      assertLease: () => undefined,
      clock,
      random,
      log: silentLogger,
    };
  };
  const engine = await newEngine();
  await seedConfiguration(database, options.definition ?? incidents(), options);
  const integration = async (name = 'incidents') => {
    const found = await database.transaction('find', (transaction) => findIntegration(transaction, name));
    if (found === null) throw new Error(`the integration ${name} is gone`);
    return found;
  };
  const request = async (mode: RunMode, what: Run['request'], name?: string): Promise<Run> => {
    const { id } = await integration(name);
    const { run } = await database.transaction('insert run', (transaction) =>
      insertRun(transaction, { id: random.uuid(), integrationId: id, mode, request: what }),
    );
    return run;
  };
  const sql = (statement: string, parameters: readonly unknown[] = []) =>
    database.transaction('test', (transaction) => transaction.query(statement, parameters));
  const toItsEnd = async (run: Run, worker: Engine = engine): Promise<Run> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await keepAlive(database, worker);
      const worked = await workRun(worker, run.id, new AbortController().signal);
      if (worked !== null && worked.state !== 'delayed') return worked;
      clock.advance(Math.max(worked?.resumeInMs ?? 1_000, 1));
    }
    throw new Error(`the ${run.mode} run did not end in ${MOST_ROUNDS} rounds`);
  };
  const interrupt = async (mode: RunMode, place: Place, what: Run['request'] = {}): Promise<Interrupted> => {
    const run = await request(mode, what);
    const interruption = new Interruption(place);
    let isLeaseOver = false;
    const worker: Engine = {
      ...(await newEngine({
        database: (inner) => interruption.database(inner),
        port: (inner) => interruption.port(inner),
      })),
      assertLease() {
        if (isLeaseOver) throw new LeaseLostError('the lease of this worker has run out');
      },
    };
    await keepAlive(database, worker);
    const worked = workRun(worker, run.id, new AbortController().signal);
    const ended = await Promise.race([worked, interruption.reached]);
    if (ended !== undefined) throw new Error(`the ${mode} run was ${ended?.state} before it came to the place`);
    return {
      engine: worker,
      async loseLease() {
        const left = 'update workers set lease_until = syncline_now() + make_interval(secs => $2) where id = $1';
        await sql(left, [worker.workerId, LEASE_SECONDS]);
        clock.advance(LEASE_SECONDS * 1_000 + 1);
        isLeaseOver = true;
      },
      goOn() {
        interruption.goOn();
        return worked;
      },
    };
  };
  return {
    clock,
    jira,
    serviceNow,
    get dataCenter() {
      if (dataCenter === null) throw new Error('this world has no Data Center');
      return dataCenter.sandbox;
    },
    database,
    engine,
    integration,
    async redefine(change) {
      const definition = JSON.stringify(change((await integration()).definition));
      await sql(
        `update integrations set definition = $1::jsonb, mapping_version = mapping_version + 1 where name = 'incidents'`,
        [definition],
      );
      await sql(
        `insert into mapping_versions (integration_id, version, definition)
         select id, mapping_version, definition from integrations where name = 'incidents'`,
      );
    },
    run: async (mode, what = {}, worker) => toItsEnd(await request(mode, what), worker),
    runOf: async (name, mode, worker) => toItsEnd(await request(mode, {}, name), worker),
    interrupt,
    async kill(mode, place, what) {
      const interrupted = await interrupt(mode, place, what);
      await interrupted.loseLease();
      return interrupted;
    },
    intercept(connection, on) {
      if (on === null) intercepts.delete(connection);
      else intercepts.set(connection, on);
    },
    sql,
    portOf,
    incident: (key) => serviceNow.people.rows('incident').find((row) => row.correlation_id === key) ?? {},
    async links() {
      const rows = await sql('select * from links where ended_at is null order by left_id::bigint');
      return rows.map(linkFromRow);
    },
    anotherEngine: newEngine,
    async close() {
      await database.close();
      await drop();
      judged.assertAllowed();
      dataCenter?.assertAllowed();
    },
  };
}

/** As stored, of a secret that nothing here opens. */
const SEALED = JSON.stringify({ password: 'sealed' });

/** Time jumps by minutes here; a worker's lease must not run out by that alone. */
async function keepAlive(database: Database, engine: Engine): Promise<void> {
  await database.transaction('keep alive', (transaction) =>
    transaction.query(`update workers set lease_until = syncline_now() + interval '1 day' where id = $1`, [
      engine.workerId,
    ]),
  );
}

/** Stores the connections and the integration `incidents`. */
export async function seedConfiguration(
  database: Database,
  definition: SyncDefinition,
  { hasDataCenter = false, other, others = {} }: Pick<WorldOptions, 'hasDataCenter' | 'other' | 'others'> = {},
): Promise<void> {
  const settings = (url: string, username: string) => ({
    url,
    insecure: true,
    auth: { kind: 'basic', fields: { username } },
    limits: { concurrency: 8, requestsPerSecond: 1_000 },
    readOnly: false,
    deployment: null,
    options: {},
  });
  await database.transaction('seed configuration', async ({ models, handle, query }) => {
    await models.Connection.bulkCreate(
      [
        {
          id: '00000000-0000-4000-8000-000000000001',
          name: 'jira',
          connector: 'jira',
          settings: settings('http://jira.test', 'sync@example.com'),
          credentials: SEALED,
          state: 'active',
        },
        {
          id: '00000000-0000-4000-8000-000000000002',
          name: 'service-now',
          connector: 'servicenow',
          settings: settings('http://service-now.test', 'syncline'),
          credentials: SEALED,
          state: 'active',
        },
        ...(hasDataCenter
          ? [
              {
                id: '00000000-0000-4000-8000-000000000004',
                name: 'data-center',
                connector: 'jira',
                settings: settings('http://data-center.test', 'sync'),
                credentials: SEALED,
                state: 'active' as const,
              },
            ]
          : []),
        ...(other === undefined
          ? []
          : [
              {
                id: '00000000-0000-4000-8000-000000000005',
                name: 'other',
                connector: other.connector.name,
                settings: { ...settings(other.url, ''), auth: { kind: 'token', fields: {} }, options: other.options },
                credentials: SEALED,
                state: 'active' as const,
              },
            ]),
      ],
      { transaction: handle },
    );
    await models.Integration.bulkCreate(
      Object.entries({ incidents: definition, ...others }).map(([name, each], index) => ({
        id: index === 0 ? '00000000-0000-4000-8000-000000000003' : `00000000-0000-4000-8000-0000000001${index}0`,
        name,
        kind: 'sync' as const,
        enabled: true,
        definition: JSON.parse(JSON.stringify(each)),
        state: 'active' as const,
      })),
      { transaction: handle },
    );
    await query(
      'insert into mapping_versions (integration_id, version, definition) select id, mapping_version, definition from integrations',
    );
  });
}

/** Answers nothing: no connection leads there. */
const NOBODY: SandboxHandler = { handle: async () => ({ drop: 'before' }) };

/** A version 4 UUID of these numbers. */
export function uuidOf(draw: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(draw() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '8';
  const text = hex.join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
