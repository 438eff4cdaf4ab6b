import { recordAudit } from '../../audit/index.js';
import {
  type ConnectionConfiguration,
  type ConnectionDraft,
  deleteConnection,
  difference,
  FaultyDraftError,
  findConnectionUses,
  isSameSecret,
  lockConfiguration,
  type ReadConfiguration,
  readStored,
  type StoredConnection,
  storeConnection,
} from '../../configuration/index.js';
import { ConfigurationError, jsonHash, StaleError, UnknownNameError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { Application } from '../open-application.js';
import { type JudgeParts, judgeDraft } from './judge-draft.js';
import { PAUSED_BY_HAND } from './paused-by-hand.js';

/** What configuring a connection takes. */
type Parts = JudgeParts & Pick<Application, 'database' | 'secretBox' | 'random' | 'actor'>;

/** A connection as it is configured, without its secrets. */
export interface ConfiguredConnection {
  readonly connection: StoredConnection;
  /** Another one whenever anything of it was changed; says which state a change is meant for. */
  readonly version: string;
  /** Integrations that go through it. */
  readonly usedBy: readonly string[];
  /** Archived integrations that would need it if they came back. */
  readonly archivedUses: readonly string[];
}

/** What was lost with a connection. */
export interface RemovedConnection {
  readonly removed: string;
  /** Archived integrations that cannot come back without a connection of this name. */
  readonly archivedUses: readonly string[];
}

/** @throws UnknownNameError */
export function readConfiguredConnection(
  { database }: Pick<Parts, 'database'>,
  name: string,
): Promise<ConfiguredConnection> {
  return database.transaction('read connection', async (transaction) => {
    const read = await readStored(transaction);
    const connection = requireStored(read, name);
    const { current, archived } = await findConnectionUses(transaction, name);
    return { connection, version: versionOf(connection, read), usedBy: current, archivedUses: archived };
  });
}

/** Adds a connection. @throws FaultyDraftError naming every faulty member. */
export async function createConnection(parts: Parts, name: string, draft: ConnectionDraft): Promise<void> {
  await parts.database.transaction('create connection', async (transaction) => {
    await lockConfiguration(transaction);
    const read = await readStored(transaction);
    if (read.stored.connections.some((each) => each.name === name)) {
      throw new FaultyDraftError([
        { path: ['name'], message: `there is a connection ${name} already; choose another name` },
      ]);
    }
    const connection = await judgeDraft(transaction, read, { name, draft }, parts);
    await store(transaction, connection, parts);
    const details = { connector: connection.connector, url: connection.url };
    await recordAudit(transaction, parts.actor, { action: 'create connection', subject: name, details });
  });
}

/**
 * Makes a connection what the draft says; secrets that it does not give stay, as long as the host does.
 * @param version of what the person saw. @throws UnknownNameError. @throws StaleError when it was changed since. @throws FaultyDraftError
 */
export async function changeConnection(
  parts: Parts,
  name: string,
  { version, draft }: { readonly version: string; readonly draft: ConnectionDraft },
): Promise<void> {
  await parts.database.transaction('change connection', async (transaction) => {
    await lockConfiguration(transaction);
    const read = await readStored(transaction);
    const before = requireStored(read, name);
    if (versionOf(before, read) !== version) {
      throw new StaleError(`the connection ${name} was changed by somebody else meanwhile; look at it anew`);
    }
    const connection = await judgeDraft(transaction, read, { name, draft }, parts);
    const changed = changedMembers(before, connection, read, parts);
    if (changed.length === 0) return;
    await store(transaction, connection, parts);
    await recordAudit(transaction, parts.actor, { action: 'change connection', subject: name, details: { changed } });
  });
}

/** Deletes a connection that no integration goes through. @throws UnknownNameError. @throws ConfigurationError naming those that do. */
export async function removeConnection(
  { database, actor }: Pick<Parts, 'database' | 'actor'>,
  name: string,
): Promise<RemovedConnection> {
  return database.transaction('remove connection', async (transaction) => {
    await lockConfiguration(transaction);
    const { connector, url } = requireStored(await readStored(transaction), name);
    const { current, archived } = await findConnectionUses(transaction, name);
    if (current.length > 0) {
      throw new ConfigurationError(`${name} is used by ${current.join(', ')}; remove or change what uses it first`);
    }
    await deleteConnection(transaction, name);
    const details = { connector, url, archivedUses: archived };
    await recordAudit(transaction, actor, { action: 'remove connection', subject: name, details });
    return { removed: name, archivedUses: archived };
  });
}

function store(transaction: Transaction, connection: ConnectionConfiguration, parts: Parts): Promise<void> {
  const { secretBox, tenant, random } = parts;
  return storeConnection(transaction, connection, { secretBox, tenant, random, pausedByHand: PAUSED_BY_HAND });
}

function requireStored({ stored }: ReadConfiguration, name: string): StoredConnection {
  const found = stored.connections.find((each) => each.name === name);
  if (found === undefined) throw new UnknownNameError(`there is no connection ${name}`);
  return found;
}

/** The sealed secrets are part of it: another password is another connection. */
function versionOf(connection: StoredConnection, { secrets }: ReadConfiguration): string {
  return jsonHash([connection, secrets.get(connection.name)?.credentials ?? null]);
}

/** Paths of what a change touches, without any value: `auth.password`. */
function changedMembers(
  before: StoredConnection,
  after: ConnectionConfiguration,
  { secrets }: ReadConfiguration,
  { connectors, secretBox }: Pick<Parts, 'connectors' | 'secretBox'>,
): readonly string[] {
  const none = { outgoing: [], integrations: [] };
  const differences = difference(
    { ...none, connections: [before] },
    { ...none, connections: [after] },
    {
      connectors,
      isSameSecret: (name, field, value) => {
        const stored = secrets.get(name);
        return stored !== undefined && isSameSecret(secretBox, { name, stored }, field, value);
      },
    },
  );
  return differences.map(({ path }) => path.replace(/^connections(\.[\w-]+|\["[^"]*"\])\.?/, ''));
}
