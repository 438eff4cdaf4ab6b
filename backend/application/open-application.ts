import type { Actor } from '../audit/index.js';
import { openSealedCredentials } from '../configuration/index.js';
import { type Connection, createToolbox, shareOver, stopSharing, type Toolbox } from '../connections/index.js';
import type { Connector, HttpPort } from '../connectors/sdk/index.js';
import { type Engine, PreparedMappings } from '../integrations/index.js';
import { createAppSigner } from '../jira-app/index.js';
import { createMarks } from '../links/index.js';
import { createExpressionEvaluator } from '../mappings/index.js';
import { GraphileQueue, prepareQueue, type Queue } from '../queue/index.js';
import { createSecretBox, loadSecretKeys, readSecretKeysAgain, type SecretBox } from '../secrets/index.js';
import { createIdentityProvider, type IdentityProvider } from '../sessions/index.js';
import type { Settings } from '../settings/index.js';
import {
  type Clock,
  errorMessage,
  LeaseLostError,
  type Logger,
  once,
  type Random,
  systemClock,
  systemRandom,
} from '../shared/index.js';
import { type Database, migrate, openDatabase } from '../storage/index.js';
import { FIRST_TENANT } from '../tenants/index.js';
import { accountName } from './account-name.js';
import { attachDatabase } from './attach-database.js';
import { CONNECTORS } from './connectors.js';
import { findInstallationKey } from './installation-key-repository.js';
import { checkInstallation } from './installation-repository.js';
import { createNetworks } from './networks.js';
import { checkTenants, type Tenancy } from './tenancy.js';
import { openWorker, type Worker } from './worker.js';

/** A connection that is only tried. */
export interface OpenDraft {
  /** Opens nothing else. */
  readonly toolbox: Toolbox;
  readonly httpPort: HttpPort;
  close(): Promise<void>;
}

/** The assembled program: one for each process. */
export interface Application {
  readonly settings: Settings;
  /** As whoever uses this sees it: all of it for workers, else what is the tenant's. */
  readonly database: Database;
  /** Whose data it is used for. */
  readonly tenant: string;
  /** How tenants are kept apart here; see `withinTenant`. */
  readonly tenancy: Tenancy;
  readonly databaseUrl: string;
  /** Where the database is, for people. */
  readonly databaseDescription: string;
  /** Where this installation is at home; see `adoptInstallation`. */
  readonly place: string;
  readonly connectors: readonly Connector[];
  readonly toolbox: Toolbox;
  /** The network as one connection uses it. */
  readonly httpPort: (connection: Connection) => HttpPort;
  /** Opens a connection as it would be, with these secrets, for a look; nothing of it is kept. `close` it. */
  readonly openDraft: (connection: Connection, secrets: Readonly<Record<string, string>>) => OpenDraft;
  /** The network for what the server itself asks, beside any connection: key servers, a Jira about its people. */
  readonly outgoing: HttpPort;
  /** Who signs people in beside this server's own accounts; null: nobody. */
  readonly identityProvider: IdentityProvider | null;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Who does what is done with it: the account of this process, unless somebody came in over HTTP. */
  readonly actor: Actor;
  /** Made ready at first use: most commands never need it. */
  queue(): Promise<Queue>;
  /**
   * What looks at items as a run would, and works nothing: it has no right to, and claims nothing. The same for whoever asks.
   */
  onlooker(): Promise<Engine>;
  /** Gives this process the right to work runs. A copied installation is paused by it first (I18). */
  startWorker(): Promise<Worker>;
  close(): Promise<void>;
}

/** What an application is opened with. */
export interface ApplicationOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Ends the waiting for the database. */
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * Attaches to the database or starts it, brings it to this program's schema and puts the parts together. Nothing runs yet.
 * @throws ConfigurationError, EmbeddedDatabaseError in words for the operator.
 */
export async function openApplication(options: ApplicationOptions): Promise<Application> {
  const { settings, log, signal, clock = systemClock, random = systemRandom } = options;
  const keys = await loadSecretKeys(settings.secretKey);
  const attached = await attachDatabase(settings, { log, signal });
  const closing: (() => Promise<unknown>)[] = [attached.release];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    await migrate(attached.url);
  } catch (error) {
    await close();
    throw error;
  }
  const database = openDatabase(attached.url);
  closing.push(() => database.close());

  const tenancy = await checkTenants(database, settings.mode).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const secretBox = createSecretBox({
    keys,
    readAgain: () => readSecretKeysAgain(settings.secretKey),
  });
  const networks = createNetworks(settings.outgoing);
  const evaluator = createExpressionEvaluator({ clock });
  closing.push(
    () => networks.close(),
    () => evaluator.stop(),
  );
  const process = random.uuid();
  closing.push(() =>
    stopSharing(database, process).catch((error: unknown) =>
      log.debug('seats are not given back', { reason: errorMessage(error) }),
    ),
  );
  const toolParts = {
    connectors: CONNECTORS,
    asApp: createAppSigner({ database, secretBox, clock }),
    clock,
    random,
    log,
  };
  const toolbox = createToolbox({
    ...toolParts,
    httpPort: networks.of,
    credentials: (connection) => openSealedCredentials(secretBox, connection),
    sharing: shareOver(database, process, clock),
  });

  const mappings = new PreparedMappings();
  const engineParts = async () => {
    const installationKey = await database.transaction('find installation key', (transaction) =>
      findInstallationKey(transaction, secretBox, keys),
    );
    const marks = createMarks(installationKey);
    return { database, toolbox, mappings, expressions: evaluator, marks, clock, random, log };
  };
  const onlooker = once(async () => ({ ...(await engineParts()), ...NO_WORKER }));
  let queue: Promise<Queue> | undefined;
  return {
    settings,
    database,
    tenant: FIRST_TENANT,
    tenancy,
    databaseUrl: attached.url,
    databaseDescription: attached.description,
    place: attached.place,
    connectors: CONNECTORS,
    toolbox,
    outgoing: networks.own,
    identityProvider: identityProviderOf(settings, networks.own),
    openDraft(connection, secrets) {
      const network = networks.once(connection, secrets);
      const draftParts = { ...toolParts, httpPort: () => network.send, credentials: () => secrets };
      return { toolbox: createToolbox(draftParts), httpPort: network.send, close: () => network.close() };
    },
    httpPort: (connection) => networks.of(connection, openSealedCredentials(secretBox, connection)),
    secretBox,
    clock,
    random,
    log,
    actor: { kind: 'command line', name: accountName() },
    queue() {
      queue ??= openQueue(attached.url, log, closing);
      return queue;
    },
    async startWorker() {
      const paused = await database.transaction('check installation', (transaction) =>
        checkInstallation(transaction, attached.place, random),
      );
      if (paused !== null) log.warn('everything is paused', { reason: paused });
      return openWorker(await engineParts());
    },
    onlooker,
    close,
  };
}

/** Of an engine without a lease. */
const NO_WORKER: Pick<Engine, 'workerId' | 'assertLease'> = {
  workerId: '00000000-0000-0000-0000-000000000000',
  assertLease: () => {
    throw new LeaseLostError('whoever only looks writes nothing');
  },
};

function identityProviderOf({ oidc, publicUrl }: Settings, port: HttpPort): IdentityProvider | null {
  return oidc === undefined || publicUrl === undefined ? null : createIdentityProvider(oidc, { port, publicUrl });
}

async function openQueue(url: string, log: Logger, closing: (() => Promise<unknown>)[]): Promise<Queue> {
  await prepareQueue(url);
  const queue = new GraphileQueue(url, log);
  closing.push(() => queue.close());
  return queue;
}
