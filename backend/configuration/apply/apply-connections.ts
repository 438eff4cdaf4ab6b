import { type ConnectionSettings, connectionSettings, forgetSchemas } from '../../connections/index.js';
import { canonicalJson, type JsonValue } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { type ConnectionConfiguration, secretsOf } from '../configuration-file.js';
import type { ApplyParts } from './apply-configuration.js';
import { storedSecretsOf } from './read-stored.js';
import { sealCredentials } from './sealed-credentials.js';
import { type ConnectionRow, listConnectionRows } from './stored-connection-repository.js';

/** Makes the stored connections those of the file; what is not in it any more is archived without its secrets, or deleted. */
export async function applyConnections(
  transaction: Transaction,
  wanted: readonly ConnectionConfiguration[],
  parts: ApplyParts,
): Promise<void> {
  const rows = await listConnectionRows(transaction);
  const used = new Set<string>();
  for (const connection of wanted) {
    const row = findRow(rows, connection);
    if (row !== undefined) used.add(row.id);
    await store(transaction, row, connection, parts);
  }
  for (const row of rows) {
    if (used.has(row.id)) continue;
    if (parts.prune) await row.destroy({ transaction: transaction.handle });
    else if (row.archivedAt === null) await archive(transaction, row);
  }
}

/** Makes one stored connection that of `connection`, or adds it; all others stay as they are. */
export async function storeConnection(
  transaction: Transaction,
  connection: ConnectionConfiguration,
  parts: ConnectionParts,
): Promise<void> {
  await store(transaction, findRow(await listConnectionRows(transaction), connection), connection, parts);
}

/** Deletes the connections of that name, archived ones too, with what was remembered of their tools. */
export async function deleteConnection(transaction: Transaction, name: string): Promise<void> {
  for (const row of await listConnectionRows(transaction)) {
    if (row.name === name) await row.destroy({ transaction: transaction.handle });
  }
}

/** As much of what storing a configuration needs as a connection does. */
export type ConnectionParts = Pick<ApplyParts, 'secretBox' | 'tenant' | 'random' | 'pausedByHand'>;

async function store(
  transaction: Transaction,
  row: ConnectionRow | undefined,
  connection: ConnectionConfiguration,
  parts: ConnectionParts,
): Promise<void> {
  if (row === undefined) await insert(transaction, connection, parts);
  else await update(transaction, row, connection, parts);
}

/** The one of that name, else the last archived one: a name that comes back is the same connection. */
function findRow(
  rows: readonly ConnectionRow[],
  { name, connector }: ConnectionConfiguration,
): ConnectionRow | undefined {
  return (
    rows.find((row) => row.name === name && row.archivedAt === null) ??
    rows.findLast((row) => row.name === name && row.connector === connector)
  );
}

async function insert(
  transaction: Transaction,
  connection: ConnectionConfiguration,
  parts: ConnectionParts,
): Promise<void> {
  const { name, connector, url } = connection;
  await transaction.models.Connection.create(
    {
      id: parts.random.uuid(),
      tenantId: parts.tenant,
      name,
      connector,
      settings: settingsOf(connection),
      credentials: sealCredentials(
        parts.secretBox,
        { tenant: parts.tenant, connection: name, url },
        secretsOf(connection),
        undefined,
      ),
      state: 'active',
    },
    { transaction: transaction.handle },
  );
}

async function update(
  transaction: Transaction,
  row: ConnectionRow,
  connection: ConnectionConfiguration,
  parts: ConnectionParts,
): Promise<void> {
  const before = connectionSettings.parse(row.settings);
  const settings = settingsOf(connection);
  const credentials = sealCredentials(
    parts.secretBox,
    { tenant: parts.tenant, connection: connection.name, url: connection.url },
    secretsOf(connection),
    storedSecretsOf(row),
  );
  const isNewSignIn =
    credentials !== row.credentials ||
    canonicalJson(signInOf(before)) !== canonicalJson(signInOf(connectionSettings.parse(settings))) ||
    before.url !== connection.url;
  const isChanged =
    isNewSignIn || row.connector !== connection.connector || canonicalJson(before) !== canonicalJson(settings);
  if (!isChanged && row.archivedAt === null) return;
  await row.update(
    { connector: connection.connector, settings, credentials, archivedAt: null },
    { transaction: transaction.handle },
  );
  await forgetSchemas(transaction, row.id);
  if (before.readOnly && !connection.readOnly) await reopenSeen(transaction, connection.name);
  // It was paused because the tool did not let it in; this is the new key. What a person paused stays paused.
  if (isNewSignIn && row.state === 'paused' && row.pausedReason !== parts.pausedByHand) {
    await row.update({ state: 'active', pausedReason: null }, { transaction: transaction.handle });
  }
}

/**
 * What could not be written while the connection was read-only was seen all the same. From now on it counts as not seen, so that
 * the next reconcile run looks at everything once and carries what has gathered.
 */
async function reopenSeen(transaction: Transaction, name: string): Promise<void> {
  await transaction.query(
    `update ledger set open = true, hash = null
      where integration_id in (select id from integrations where $1 in (definition->'left'->>'connection', definition->'right'->>'connection'))`,
    [name],
  );
}

/** What a tool, or what stands before it, judges when it lets somebody in. */
function signInOf({ auth, network }: ConnectionSettings): JsonValue {
  return { auth, network };
}

async function archive(transaction: Transaction, row: ConnectionRow): Promise<void> {
  await transaction.query(
    'update connections set archived_at = syncline_now(), credentials = null, updated_at = syncline_now() where id = $1',
    [row.id],
  );
}

function settingsOf(connection: ConnectionConfiguration): JsonValue {
  return toSettings(connection) as unknown as JsonValue;
}

/** What is stored of a connection beside its secrets. */
export function toSettings({
  url,
  insecure,
  auth,
  network: { proxy, ca, certificate },
  limits,
  readOnly,
  deployment,
  options,
}: ConnectionConfiguration): ConnectionSettings {
  return {
    url,
    insecure,
    auth: { kind: auth.kind, fields: { ...auth.fields }, expires: auth.expires },
    network: { proxy, ca, certificate },
    limits: { ...limits },
    readOnly,
    deployment,
    options: { ...options },
  };
}
