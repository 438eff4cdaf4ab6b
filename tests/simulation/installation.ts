import { type Connection, createToolbox } from '../../backend/connections/index.js';
import { jiraConnector } from '../../backend/connectors/jira/index.js';
import type { HttpPort } from '../../backend/connectors/sdk/index.js';
import { serviceNowConnector } from '../../backend/connectors/servicenow/index.js';
import { type Engine, PreparedMappings } from '../../backend/integrations/index.js';
import { createMarks } from '../../backend/links/index.js';
import { inProcessEvaluator, type SyncDefinition } from '../../backend/mappings/index.js';
import { silentLogger } from '../../backend/shared/index.js';
import { type Database, openDatabase } from '../../backend/storage/index.js';
import type { SandboxClock, SandboxHandler } from '../sandbox/http/index.js';
import { JiraSandbox } from '../sandbox/jira/index.js';
import { ServiceNowSandbox } from '../sandbox/servicenow/index.js';
import { testDatabase } from '../support/database.js';
import { sandboxPort } from '../support/sandbox-port.js';
import { seedConfiguration, uuidOf } from '../support/world.js';
import { Chance } from './chance.js';
import { type Scheduler, SimulatedProcess } from './scheduler.js';

/** Both tools and the database of one simulated installation: what outlives its processes. */
export interface Installation {
  readonly seed: number;
  readonly scheduler: Scheduler;
  readonly jira: JiraSandbox;
  readonly serviceNow: ServiceNowSandbox;
  /** For onlookers; a process has its own way to it. */
  readonly database: Database;
  /** A new process with an engine; its worker has no lease yet. */
  startProcess(): { readonly process: SimulatedProcess; readonly engine: Engine };
  close(): Promise<void>;
}

/** The same in every simulation, so that marks are the same. */
const INSTALLATION_KEY = Buffer.alloc(32, 7);

/** Questions that are too long for an address. */
const READS_BY_POST = /\/(search|bulkfetch|list|approximate-count|jql)\b/;

/** Sets up an installation in which nobody has done anything yet. */
export async function createInstallation(
  seed: number,
  scheduler: Scheduler,
  definition: SyncDefinition,
): Promise<Installation> {
  const jira = new JiraSandbox({ clock: toolClock(seed, 'Jira', scheduler), random: new Chance(seed, 'jira').next });
  const serviceNow = new ServiceNowSandbox({
    clock: toolClock(seed, 'ServiceNow', scheduler),
    random: new Chance(seed, 'service-now').next,
  });
  const { url, drop } = await testDatabase();
  const database = openDatabase(url, { poolSize: 2, now: () => scheduler.now() });
  await seedConfiguration(database, definition);
  const evaluator = inProcessEvaluator();
  let started = 0;

  return {
    seed,
    scheduler,
    jira,
    serviceNow,
    database,
    startProcess() {
      started += 1;
      const process = new SimulatedProcess(scheduler, `worker ${started}`);
      const chance = new Chance(seed, process.name);
      const random = { next: chance.next, uuid: () => uuidOf(chance.next) };
      const port = (connection: Connection) =>
        connection.name === 'jira'
          ? networkPort(process, chance, 'Jira', jira)
          : networkPort(process, chance, 'ServiceNow', serviceNow);
      const engine: Engine = {
        database: scheduledDatabase(process, chance, database),
        toolbox: createToolbox({
          connectors: [jiraConnector, serviceNowConnector],
          httpPort: port,
          credentials: ({ name }) => ({ password: name === 'jira' ? 'sync-token' : 'syncline' }),
          clock: process.clock,
          random,
          log: silentLogger,
        }),
        mappings: new PreparedMappings(),
        expressions: {
          start: () => undefined,
          evaluate: (expression, input, signal) =>
            process.call({ name: `expression ${expression}`, answerDelayMs: 0, leavesProcess: false, signal }, () =>
              evaluator.evaluate(expression, input, signal),
            ),
        },
        marks: createMarks(INSTALLATION_KEY),
        workerId: random.uuid(),
        assertLease: () => undefined,
        clock: process.clock,
        random,
        log: silentLogger,
      };
      return { process, engine };
    },
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** Clocks of different houses: they do not agree to the second, and seldom to the minute. */
function toolClock(seed: number, tool: string, scheduler: Scheduler): SandboxClock {
  const chance = new Chance(seed, `${tool} clock`);
  const skewMs = chance.happens(0.5) ? 0 : chance.between(-90_000, 90_000);
  return { now: () => new Date(scheduler.now().getTime() + skewMs) };
}

/** A transaction is one step: it cannot be interrupted in the middle, but its commit may stay unknown. */
function scheduledDatabase(process: SimulatedProcess, chance: Chance, inner: Database): Database {
  return {
    transaction: (name, work) =>
      process.call({ name: `transaction: ${name}`, answerDelayMs: chance.between(1, 4), leavesProcess: false }, () =>
        inner.transaction(name, work),
      ),
    close: () => inner.close(),
  };
}

/** The network to a tool: mostly quick, sometimes slow. */
function networkPort(process: SimulatedProcess, chance: Chance, tool: string, handler: SandboxHandler): HttpPort {
  return (request, options) => {
    const { pathname, search } = new URL(request.url);
    const manner = {
      name: `${tool}: ${request.method} ${pathname}${decodeURIComponent(search).slice(0, 90)}`,
      answerDelayMs: chance.happens(0.03) ? chance.between(1_000, 20_000) : chance.between(15, 150),
      leavesProcess: true,
      changesTool: request.method !== 'GET' && !READS_BY_POST.test(pathname),
      signal: options.signal,
    };
    const scheduled: SandboxHandler = { handle: (received) => process.call(manner, () => handler.handle(received)) };
    return sandboxPort(scheduled, process.clock)(request, options);
  };
}
