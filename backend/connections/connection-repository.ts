import type { SiteIdentity } from '../connectors/sdk/index.js';
import { memoized } from '../shared/index.js';
import type { Row, Transaction } from '../storage/index.js';
import { type Connection, connectionSettings, storedIdentity } from './connection.js';
import { IS_BELIEVED } from './container-schemas.js';

type ConnectionRow = InstanceType<Transaction['models']['Connection']>;

function fromRow(row: ConnectionRow): Connection {
  return {
    id: row.id,
    tenant: row.tenantId,
    name: row.name,
    connector: row.connector,
    settings: connectionSettings.parse(row.settings),
    credentials: row.credentials,
    state: row.state,
    pausedReason: row.pausedReason,
    siteId: row.siteId,
    identity: row.identity === null ? null : storedIdentity.parse(row.identity),
  };
}

const settingsOf = memoized((text) => connectionSettings.parse(JSON.parse(text)));
const identityOf = memoized((text) => storedIdentity.parse(JSON.parse(text)));

function fromColumns(row: Row): Connection {
  return {
    id: String(row.id),
    tenant: String(row.tenant_id),
    name: String(row.name),
    connector: String(row.connector),
    settings: settingsOf(String(row.settings)),
    credentials: row.credentials as string | null,
    state: row.state as Connection['state'],
    pausedReason: row.paused_reason as string | null,
    siteId: row.site_id as string | null,
    identity: row.identity === null ? null : identityOf(String(row.identity)),
  };
}

/** Those that are in the configuration now, by name. */
export async function listConnections(transaction: Transaction): Promise<readonly Connection[]> {
  const rows = await transaction.models.Connection.findAll({
    where: { archivedAt: null },
    order: [['name', 'ASC']],
    transaction: transaction.handle,
  });
  return rows.map(fromRow);
}

/** What a run looks for: a container of a connection. */
export interface ConnectionName {
  readonly connection: string;
  readonly container: string;
}

/** A connection that is in the configuration now, and when the container that was asked for with it was described last. */
export interface FoundConnection {
  readonly connection: Connection;
  /** Null: it is to be described. */
  readonly describedAt: string | null;
}

/** In the order of the question; null where the tenant has no connection of that name. */
export async function findConnections(
  transaction: Transaction,
  tenant: string,
  asked: readonly ConnectionName[],
): Promise<readonly (FoundConnection | null)[]> {
  const rows = await transaction.query(
    `select asked.n, c.id, c.tenant_id, c.name, c.connector, c.settings::text, c.credentials, c.state, c.paused_reason, c.site_id,
            c.identity::text,
            s.described_at::text
       from unnest($1::int[], $2::text[], $3::text[]) as asked (n, connection, container)
       join connections c on c.tenant_id = $4 and c.name = asked.connection and c.archived_at is null
       left join container_schemas s on s.connection_id = c.id and s.container = asked.container and s.${IS_BELIEVED}`,
    [
      asked.map((_, index) => index),
      asked.map(({ connection }) => connection),
      asked.map(({ container }) => container),
      tenant,
    ],
  );
  return asked.map((_, index) => {
    const row = rows.find(({ n }) => n === index);
    return row === undefined ? null : { connection: fromColumns(row), describedAt: row.described_at as string | null };
  });
}

/** The tenant's connection of that name, or null. */
export async function findConnection(
  transaction: Transaction,
  { tenant, name }: Pick<Connection, 'tenant' | 'name'>,
): Promise<Connection | null> {
  const row = await transaction.models.Connection.findOne({
    where: { tenantId: tenant, name, archivedAt: null },
    transaction: transaction.handle,
  });
  return row === null ? null : fromRow(row);
}

/** Stops everything that goes through the connection until a person resumes it; the first reason stays. @returns whether it was active */
export async function pauseConnection(transaction: Transaction, id: string, reason: string): Promise<boolean> {
  const rows = await transaction.query(
    `update connections set state = 'paused', paused_reason = $2, updated_at = syncline_now()
      where id = $1 and state = 'active' returning id`,
    [id, reason],
  );
  return rows.length > 0;
}

/** Lets a paused connection work again. @returns whether it was paused */
export async function resumeConnection(transaction: Transaction, id: string): Promise<boolean> {
  const rows = await transaction.query(
    `update connections set state = 'active', paused_reason = null, updated_at = syncline_now()
      where id = $1 and state = 'paused' returning id`,
    [id],
  );
  return rows.length > 0;
}

/** Remembers who answered. The first known site id stays: a later different one is refused before it gets here (I18). */
export async function rememberIdentity(transaction: Transaction, id: string, identity: SiteIdentity): Promise<void> {
  const { toolTime: _, ...stored } = identity;
  await transaction.query(
    `update connections set site_id = coalesce(site_id, $2), identity = $3::jsonb, identified_at = syncline_now(),
            updated_at = syncline_now()
      where id = $1`,
    [id, identity.siteId, JSON.stringify(stored)],
  );
}

/** Binds the connection to the site that answers now, whatever it was bound to before. */
export async function acceptSite(transaction: Transaction, id: string, identity: SiteIdentity): Promise<void> {
  await transaction.query('update connections set site_id = $2 where id = $1', [id, identity.siteId]);
  await rememberIdentity(transaction, id, identity);
}
