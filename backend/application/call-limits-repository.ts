import { limitsOf, listConnections } from '../connections/index.js';
import type { Transaction } from '../storage/index.js';
import type { Application } from './open-application.js';

/** What a connection may ask of its tool. */
export interface CallLimit {
  /** Null where its connector is not there. */
  readonly perSecond: number | null;
  /** Until when its tool wants to be left alone, as its answers said; null: it does not. */
  readonly limitedUntil: Date | null;
}

/** The limits of the connections, by name. */
export async function readCallLimits(
  transaction: Transaction,
  { connectors }: Pick<Application, 'connectors'>,
): Promise<ReadonlyMap<string, CallLimit>> {
  const connections = await listConnections(transaction);
  const rows = await transaction.query(
    `select id, greatest(limited_until, paused_until) as until from connections left join connection_limits on connection_id = id
      where archived_at is null and greatest(limited_until, paused_until) > syncline_now()`,
  );
  const untilById = new Map(rows.map(({ id, until }) => [String(id), until as Date]));
  return new Map(
    connections.map((connection) => {
      const connector = connectors.find(({ name }) => name === connection.connector);
      const perSecond = connector === undefined ? null : limitsOf(connection, connector).requestsPerSecond;
      return [connection.name, { perSecond, limitedUntil: untilById.get(connection.id) ?? null }];
    }),
  );
}
