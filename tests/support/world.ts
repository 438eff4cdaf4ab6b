import { randomBytes } from 'node:crypto';
import { createToolbox } from '../../backend/connections/index.js';
import { jiraConnector } from '../../backend/connectors/jira/index.js';
import { serviceNowConnector } from '../../backend/connectors/servicenow/index.js';
import { type Engine, findIntegration, type Integration } from '../../backend/integrations/index.js';
import { createMarks, type Link, linkFromRow } from '../../backend/links/index.js';
import { inProcessEvaluator, type SyncDefinition } from '../../backend/mappings/index.js';
import { insertRun, type Run, type RunMode, workRun } from '../../backend/runs/index.js';
import { silentLogger } from '../../backend/shared/index.js';
import { type Database, openDatabase, startWorker } from '../../backend/storage/index.js';
import { seededRandom } from '../sandbox/http/index.js';
import { JiraSandbox } from '../sandbox/jira/index.js';
import { ServiceNowSandbox } from '../sandbox/servicenow/index.js';
import { testDatabase } from './database.js';
import { incidents } from './definitions.js';
import { JumpingClock } from './jumping-clock.js';
import { sandboxPort } from './sandbox-port.js';

/** A whole small installation in one process: both tools simulated, the real engine, a real PostgreSQL, and time that jumps. */
export interface World {
  readonly clock: JumpingClock;
  readonly jira: JiraSandbox;
  readonly serviceNow: ServiceNowSandbox;
  readonly database: Database;
  readonly engine: Engine;
  integration(): Promise<Integration>;
  /** Replaces the stored definition, as `apply` would. */
  redefine(change: (definition: SyncDefinition) => SyncDefinition): Promise<void>;
  /** Works a run of that mode to its end, through its delays. */
  run(mode: RunMode, request?: { items?: string[] }): Promise<Run>;
  links(): Promise<readonly Link[]>;
  /** Another worker on the same database, as after a crash of the first or beside it. */
  anotherEngine(): Promise<Engine>;
  close(): Promise<void>;
}

/** What a test may choose. */
export interface WorldOptions {
  readonly seed?: number;
  readonly definition?: SyncDefinition;
}

/** The longest that a run may go on being delayed before a test gives up on it. */
const MOST_ROUNDS = 50;

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const clock = new JumpingClock();
  const draw = seededRandom(options.seed ?? 1);
  const jira = new JiraSandbox({ clock, random: draw });
  const serviceNow = new ServiceNowSandbox({ clock, random: draw });
  const { url, drop } = await testDatabase();
  const database = openDatabase(url, { poolSize: 6, now: () => clock.now() });
  const random = { next: draw, uuid: () => uuidOf(draw) };
  const installationKey = randomBytes(32);
  const ports = { jira: sandboxPort(jira, clock), 'service-now': sandboxPort(serviceNow, clock) };
  const evaluator = inProcessEvaluator();

  const newEngine = async (): Promise<Engine> => {
    const workerId = random.uuid();
    await startWorker(database, { id: workerId, name: 'test' });
    return {
      database,
      toolbox: createToolbox({
        connectors: [jiraConnector, serviceNowConnector],
        httpPort: (connection) => ports[connection.name as keyof typeof ports],
        credentials: (connection) => ({ password: connection.name === 'jira' ? 'sync-token' : 'syncline' }),
        clock,
        random,
        log: silentLogger,
      }),
      evaluate: evaluator.evaluate,
      marks: createMarks(installationKey),
      workerId,
      clock,
      random,
      log: silentLogger,
    };
  };
  const engine = await newEngine();
  await seedConfiguration(database, options.definition ?? incidents());
  const integration = async () => {
    const found = await database.transaction('find', (transaction) => findIntegration(transaction, 'incidents'));
    if (found === null) throw new Error('the integration is gone');
    return found;
  };
  return {
    clock,
    jira,
    serviceNow,
    database,
    engine,
    integration,
    async redefine(change) {
      const definition = change((await integration()).definition);
      await database.transaction('redefine', (transaction) =>
        transaction.query(
          `update integrations set definition = $1::jsonb, mapping_version = mapping_version + 1 where name = 'incidents'`,
          [JSON.stringify(definition)],
        ),
      );
    },
    async run(mode, request = {}) {
      const { id } = await integration();
      const { run } = await database.transaction('insert run', (transaction) =>
        insertRun(transaction, { id: random.uuid(), integrationId: id, mode, request }),
      );
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        await keepAlive(database, engine);
        const worked = await workRun(engine, run.id, new AbortController().signal);
        if (worked !== null && worked.state !== 'delayed') return worked;
        clock.advance(Math.max(worked?.resumeInMs ?? 1_000, 1));
      }
      throw new Error(`the ${mode} run did not end in ${MOST_ROUNDS} rounds`);
    },
    async links() {
      const rows = await database.transaction('list links', (transaction) =>
        transaction.query('select * from links where ended_at is null order by left_id::bigint'),
      );
      return rows.map(linkFromRow);
    },
    anotherEngine: newEngine,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** Time jumps by minutes here; a worker's lease must not run out by that alone. */
async function keepAlive(database: Database, engine: Engine): Promise<void> {
  await database.transaction('keep alive', (transaction) =>
    transaction.query(`update workers set lease_until = syncline_now() + interval '1 day' where id = $1`, [
      engine.workerId,
    ]),
  );
}

async function seedConfiguration(database: Database, definition: SyncDefinition): Promise<void> {
  const settings = (url: string, username: string) => ({
    url,
    insecure: true,
    auth: { kind: 'basic', fields: { username } },
    limits: { concurrency: 8, requestsPerSecond: 1_000 },
    readOnly: false,
    deployment: null,
    options: {},
  });
  await database.transaction('seed configuration', async ({ models, handle }) => {
    await models.Connection.bulkCreate(
      [
        {
          id: '00000000-0000-4000-8000-000000000001',
          name: 'jira',
          connector: 'jira',
          settings: settings('http://jira.test', 'sync@example.com'),
          credentials: 'sealed',
          state: 'active',
        },
        {
          id: '00000000-0000-4000-8000-000000000002',
          name: 'service-now',
          connector: 'servicenow',
          settings: settings('http://service-now.test', 'syncline'),
          credentials: 'sealed',
          state: 'active',
        },
      ],
      { transaction: handle },
    );
    await models.Integration.create(
      {
        id: '00000000-0000-4000-8000-000000000003',
        name: 'incidents',
        kind: 'sync',
        enabled: true,
        definition: JSON.parse(JSON.stringify(definition)),
        state: 'active',
      },
      { transaction: handle },
    );
  });
}

function uuidOf(draw: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(draw() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '8';
  const text = hex.join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}
