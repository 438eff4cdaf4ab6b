import type { Connection, Toolbox } from '../../connections/index.js';
import { type Check, type Connector, checked, type Tool } from '../../connectors/sdk/index.js';
import { AppError, type Clock, ConfigurationError } from '../../shared/index.js';
import type { DescribedSync } from '../described-sync.js';
import { needsOf } from '../needs.js';
import { clockSkew } from './clock-skew.js';
import type { Reached } from './reach.js';
import { signIn } from './sign-in.js';

/** What looking at connections takes. */
export interface ConnectionParts {
  readonly connectors: readonly Connector[];
  readonly toolbox: Toolbox;
  readonly clock: Clock;
}

/**
 * From the outside in: the address, the sign-in, the site, then each right that these syncs need. What comes after a failed step
 * is left out.
 */
export async function examineConnection(
  parts: ConnectionParts,
  connection: Connection,
  reached: Reached,
  syncs: readonly DescribedSync[],
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const connector = parts.connectors.find(({ name }) => name === connection.connector);
  if (connector === undefined) return [missingConnector(connection, parts.connectors)];
  const checks: Check[] = [...paused(connection), reached.check];
  if (reached.response === null) return checks;
  const skew = clockSkew(reached.response, parts.clock.now());
  if (skew !== null) checks.push(skew);
  const tool = openTool(parts.toolbox, connection, checks);
  if (tool === null) return checks;
  const { checks: signInChecks, identity } = await signIn(connection, connector, tool, signal);
  checks.push(...signInChecks);
  if (identity === null) return checks;
  checks.push(...(await examineRights(tool, connector, connection, syncs, signal)));
  return checks;
}

async function examineRights(
  tool: Tool,
  connector: Connector,
  connection: Connection,
  syncs: readonly DescribedSync[],
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const check = { id: 'rights', name: 'each right that is needed' };
  if (syncs.length === 0) {
    return [checked({ ...check, outcome: 'cannot-tell', found: 'no sync uses this connection, so nothing is needed' })];
  }
  if (tool.doctor === undefined) {
    const found = `the connector for ${connector.title} does not look at rights; what is missing is found at the first call`;
    return [checked({ ...check, outcome: 'cannot-tell', found })];
  }
  try {
    return await tool.doctor(needsOf(connection.name, syncs), signal);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [
      checked({
        ...check,
        outcome: 'fails',
        found: error.message,
        fix: 'Mend what it names, then run the doctor again',
      }),
    ];
  }
}

function openTool(toolbox: Toolbox, connection: Connection, checks: Check[]): Tool | null {
  try {
    return toolbox.open(connection).tool;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const fix = `Add what is missing to connections.${connection.name}.auth in syncline.yaml and apply it`;
    checks.push(
      checked({
        id: 'credentials',
        name: 'its stored credentials can be opened',
        outcome: 'fails',
        found: error.message,
        fix,
      }),
    );
    return null;
  }
}

function paused({ name, state, pausedReason }: Connection): readonly Check[] {
  if (state === 'active') return [];
  const found = pausedReason ?? 'by hand';
  return [
    checked({
      id: 'paused',
      name: 'the connection is not paused',
      outcome: 'warning',
      found,
      fix: `When all below is well: syncline resume ${name}`,
    }),
  ];
}

function missingConnector({ connector }: Connection, known: readonly Connector[]): Check {
  return checked({
    id: 'connector',
    name: `there is a connector ${connector}`,
    outcome: 'fails',
    fix: `Write one of ${known.map(({ name }) => name).join(', ')} in syncline.yaml and apply it`,
  });
}
