import {
  type Connection,
  checkSite,
  type DescribedContainer,
  describeContainer,
  findConnection,
  type OpenConnection,
  type Toolbox,
} from '../connections/index.js';
import type { ReferenceValue, UserValue } from '../connectors/sdk/index.js';
import type { Marks } from '../links/index.js';
import {
  bothSides,
  compileMapping,
  type ExpressionEvaluator,
  type MappingFault,
  type MappingPorts,
  SIDES,
  type Side,
} from '../mappings/index.js';
import { type Clock, ConfigurationError, type Logger, type Random, ReconnectNeededError } from '../shared/index.js';
import type { Database } from '../storage/index.js';
import { describeFault } from './describe-fault.js';
import { type FoundSide, type FoundSides, findSides } from './find-sides.js';
import type { Integration } from './integration.js';
import { neededSchema } from './needed-schema.js';
import type { PreparedMapping, PreparedMappings } from './prepared-mappings.js';
import type { JobSide, SyncJob } from './sync-job.js';
import { writtenValues } from './written-values.js';

/** What every run of every integration is given by the process that works it. */
export interface Engine {
  readonly database: Database;
  readonly toolbox: Toolbox;
  readonly mappings: PreparedMappings;
  readonly expressions: Pick<ExpressionEvaluator, 'evaluate' | 'start'>;
  readonly marks: Marks;
  readonly workerId: string;
  /** Looks at the clock, and nowhere else. @throws LeaseLostError when others may work what this worker has in hand. */
  readonly assertLease: () => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

/**
 * Opens both sides, asks for their schemas and compiles the mapping.
 * @param found what was found just now; looked for when absent.
 * @returns the job and what of the mapping cannot work; the rest of the mapping goes on without it (P12).
 * @throws ReconnectNeededError when a connection is paused. @throws ConfigurationError when nothing can run.
 */
export async function openJob(
  engine: Engine,
  integration: Integration,
  run: { readonly id: string; readonly lane: string },
  signal: AbortSignal,
  found?: FoundSides,
): Promise<{ readonly job: SyncJob; readonly faults: readonly MappingFault[] }> {
  const given =
    found ?? (await engine.database.transaction('find sides', (transaction) => findSides(transaction, integration)));
  const identify = identifier(engine, signal);
  const open = await bothSides((side) => openSide(engine, integration, side, given[side], identify));
  const { mapping, faults, schemas } = await prepareMapping(engine, integration, open, given, signal);
  const sides = { left: { ...open.left, schema: schemas.left }, right: { ...open.right, schema: schemas.right } };
  return {
    faults,
    job: {
      integration,
      mapping,
      sides,
      ports: { evaluate: engine.expressions.evaluate, user: userFinder(sides), reference: referenceFinder(sides) },
      parse: writtenValues(sides),
      marks: engine.marks,
      runId: run.id,
      lane: run.lane,
      workerId: engine.workerId,
      database: engine.database,
      clock: engine.clock,
      random: engine.random,
      log: engine.log.child({ integration: integration.name }),
    },
  };
}

type OpenSide = Omit<JobSide, 'schema'>;

async function openSide(
  engine: Engine,
  integration: Integration,
  side: Side,
  { connection: configured }: FoundSide,
  identify: (connection: Connection) => Promise<Connection>,
): Promise<OpenSide> {
  const definition = integration.definition[side];
  if (configured === null) {
    throw new ConfigurationError(
      `integration ${integration.name}: there is no connection ${definition.connection}; apply a file that has it`,
    );
  }
  if (configured.state === 'paused') {
    throw new ReconnectNeededError(
      `connection ${configured.name} is paused: ${configured.pausedReason ?? 'by hand'}; then: syncline resume ${configured.name}`,
      { details: { connection: configured.name } },
    );
  }
  const connection = await identify(configured);
  const open: OpenConnection = engine.toolbox.open(connection);
  return {
    connection,
    open,
    tool: open.tool,
    container: definition.container,
    site: connection.siteId ?? connection.settings.url,
  };
}

async function prepareMapping(
  engine: Engine,
  integration: Integration,
  sides: Readonly<Record<Side, OpenSide>>,
  found: FoundSides,
  signal: AbortSignal,
): Promise<PreparedMapping> {
  const { id, definition } = integration;
  const madeFrom = (stamps: Readonly<Record<Side, Pick<FoundSide, 'describedAt'>>>) =>
    JSON.stringify([definition, ...SIDES.map((side) => [sides[side].connection.id, stamps[side].describedAt])]);
  const isDescribed = SIDES.every((side) => found[side].describedAt !== null);
  const known = isDescribed ? engine.mappings.find(id, madeFrom(found)) : null;
  if (known !== null) return known;
  const described = await bothSides((side) => describeSide(engine, integration, side, sides[side], signal));
  const { mapping, faults } = compileMapping(definition, {
    left: described.left.schema,
    right: described.right.schema,
  });
  if (mapping.rules.length === 0) {
    throw new ConfigurationError(
      `nothing of the mapping can work: ${faults.map((fault) => describeFault(integration, fault)).join('; ')}`,
    );
  }
  const schemas = {
    left: neededSchema(described.left.schema, mapping, 'left'),
    right: neededSchema(described.right.schema, mapping, 'right'),
  };
  engine.mappings.keep(id, madeFrom(described), { mapping, faults, schemas });
  return { mapping, faults, schemas };
}

function describeSide(
  engine: Engine,
  integration: Integration,
  side: Side,
  { connection, open, container }: OpenSide,
  signal: AbortSignal,
): Promise<DescribedContainer> {
  return describeContainer(engine.database, connection, open, container, signal).catch((error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`integrations.${integration.name}.${side}: ${error.message}`, {
      cause: error,
      details: { ...error.details },
    });
  });
}

/** Asks once where both sides are one connection, so that it has no two names. */
function identifier(engine: Engine, signal: AbortSignal): (connection: Connection) => Promise<Connection> {
  const asked = new Map<string, Promise<Connection>>();
  return (connection) => {
    const known = asked.get(connection.id) ?? identified(engine, connection, signal);
    asked.set(connection.id, known);
    return known;
  };
}

/** Marks name the site (I15), so it is asked who it is before the first one is made. */
async function identified(engine: Engine, connection: Connection, signal: AbortSignal): Promise<Connection> {
  if (connection.identity !== null) return connection;
  await checkSite(engine.database, connection, engine.toolbox.open(connection), signal);
  const known = await engine.database.transaction('find connection', (transaction) =>
    findConnection(transaction, connection),
  );
  return known ?? connection;
}

/** Finds people on the other side, each asked for once per run: by account, then e-mail, then name. */
function userFinder(sides: Readonly<Record<Side, JobSide>>): MappingPorts['user'] {
  const known = new Map<string, Promise<UserValue | null>>();
  return (side, user, signal) => {
    const tokens = [user.id, user.email, user.label].filter((token): token is string => token !== null && token !== '');
    const key = `${side}\n${tokens.join('\n')}`;
    const found =
      known.get(key) ??
      sides[side].tool
        .users(tokens, signal)
        .then((users) => tokens.map((token) => users.get(token)).find((candidate) => candidate !== undefined) ?? null);
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
}

/** Finds records by the name people call them, for references whose choices are too many to list. */
function referenceFinder(sides: Readonly<Record<Side, JobSide>>): NonNullable<MappingPorts['reference']> {
  return async (side, field, token, signal) => {
    try {
      return (await sides[side].tool.parse(field, token, signal)) as ReferenceValue | null;
    } catch (error) {
      if (error instanceof ConfigurationError) return null;
      throw error;
    }
  };
}
