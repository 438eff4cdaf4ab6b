import { type Connection, findConnection, type OpenConnection, type Toolbox } from '../connections/index.js';
import type { Connector } from '../connectors/sdk/index.js';
import { ReconnectNeededError, UnknownNameError } from '../shared/index.js';
import type { Database } from '../storage/index.js';

/** What looking at tools takes. */
export interface SetupParts {
  readonly database: Database;
  readonly tenant: string;
  readonly toolbox: Toolbox;
  readonly connectors: readonly Connector[];
}

/** A connection through which something can be asked now. */
export interface OpenTool {
  readonly connection: Connection;
  readonly connector: Connector;
  readonly open: OpenConnection;
}

/** @throws UnknownNameError when there is no such connection. @throws ReconnectNeededError when it is paused. */
export async function openTool(parts: SetupParts, name: string): Promise<OpenTool> {
  const { database, tenant, toolbox, connectors } = parts;
  const connection = await database.transaction('find connection', (transaction) =>
    findConnection(transaction, { tenant, name }),
  );
  if (connection === null) throw new UnknownNameError(`there is no connection ${name}`);
  if (connection.state === 'paused') {
    const reason = connection.pausedReason ?? 'by hand';
    throw new ReconnectNeededError(`connection ${name} is paused: ${reason}; resume it first`);
  }
  const connector = connectors.find((known) => known.name === connection.connector);
  if (connector === undefined) throw new UnknownNameError(`there is no connector ${connection.connector}`);
  return { connection, connector, open: toolbox.open(connection) };
}
