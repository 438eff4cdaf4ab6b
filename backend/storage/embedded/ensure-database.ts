import { type Clock, errorMessage, type Logger, systemClock } from '../../shared/index.js';
import { findBinaries } from './binaries.js';
import { ClientSession } from './client-session.js';
import { placeCluster, SYSTEM_DIRECTORY } from './cluster-place.js';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { APPLICATION, type ClusterCredentials, initialiseCluster } from './initialise-cluster.js';
import { type Cluster, type Durability, stopPostmaster } from './postmaster.js';
import { discardPostmasterFile, isPostmasterAlive, readPostmasterFile } from './postmaster-file.js';
import { startPostmaster } from './start-postmaster.js';

export interface EmbeddedDatabaseOptions {
  /** `SYNCLINE_HOME`. */
  readonly home: string;
  /** Ends the waiting in `ensureDatabase`, and what it has started by then. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** `full` unless the database is thrown away afterwards. */
  readonly durability?: Durability;
  readonly clock?: Clock;
  /** Where clusters and programs go when the home cannot be entered by the database's account. */
  readonly systemDirectory?: string;
}

/** This process's hold on the home's database. */
export interface EmbeddedDatabase {
  /** Of the role and the database of the platform. It stays the same when the server is started again. */
  readonly url: string;
  /** Holds its data, its credentials and its log; inside the home wherever that is possible. */
  readonly directory: string;
  /** True when this call started the server, false when it was running. */
  readonly started: boolean;
  /** Gives the hold up, and stops the server if no other process has one. Can be called again. */
  stop(): Promise<void>;
}

const RETRY_MS = 25;
const PATIENCE_MS = 5 * 60_000;
const SAY_SO_AFTER_MS = 3_000;
const TRY_ON_MS = 5_000;
/** Once it has started the server, a client goes on until it can also stop it properly. */
const NEVER = new AbortController().signal;

/**
 * Attaches to the database of `home`, or starts it, or makes it first. Any number of processes may do so at once and get
 * the same one.
 *
 * Idea: files of ours say nothing about who is alive; after kill -9 they lie. What is true is held by the kernel and by
 * PostgreSQL itself.
 * - *One owner*: PostgreSQL refuses a second server on a data directory (its pid file and its shared memory), so starters
 *   need no lock of ours: all may try, one succeeds, the others attach to it.
 * - *Who uses it*: each client holds a shared advisory lock on a connection of its own (`ClientSession`). Whoever can turn
 *   it into an exclusive one is the last and stops the server; a newcomer waits for that lock, loses its connection when
 *   the server goes, and comes round to starting it again.
 * - *Whatever crashes*: the server outlives a killed client (it is in no one's session) and is found by the next one. When
 *   the server is killed, each client notices by its connection and comes round, to the same port.
 *
 * @throws {EmbeddedDatabaseError} when it cannot run here, with the reason and the remedy; the signal's reason when aborted.
 */
export async function ensureDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { home, signal, log, durability = 'full', clock = systemClock, systemDirectory = SYSTEM_DIRECTORY } = options;
  const place = await placeCluster(home, systemDirectory);
  if (place.isOutsideHome) log.info('the database lies outside the home', { home, directory: place.directory });
  const binaries = await findBinaries(place.account, systemDirectory);
  const credentials = await initialiseCluster(place, binaries, { durability, signal });
  const client = new Client({ place, binaries, durability, clock }, credentials, log);
  return client.attach(signal);
}

class Client {
  readonly #cluster: Cluster;
  readonly #credentials: ClusterCredentials;
  readonly #log: Logger;
  readonly #stopping = new AbortController();
  #session: ClientSession | undefined;
  #recovery: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;

  constructor(cluster: Cluster, credentials: ClusterCredentials, log: Logger) {
    this.#cluster = cluster;
    this.#credentials = credentials;
    this.#log = log;
  }

  async attach(signal: AbortSignal): Promise<EmbeddedDatabase> {
    const { port, started } = await this.#enter(signal);
    const url = `postgres://${APPLICATION}:${this.#credentials.application}@127.0.0.1:${port}/${APPLICATION}`;
    return {
      url,
      directory: this.#cluster.place.directory,
      started,
      stop: () => {
        this.#stopped ??= this.#stop();
        return this.#stopped;
      },
    };
  }

  /** Goes round until this client has its session: look who is there, start the server if nobody is, open the session. */
  async #enter(signal: AbortSignal): Promise<{ port: number; started: boolean }> {
    const { place, clock } = this.#cluster;
    const since = clock.now().getTime();
    let started = false;
    let hasSaidSo = false;
    signal.throwIfAborted();
    for (let lastError: unknown; ; await clock.sleep(RETRY_MS, started ? NEVER : signal)) {
      const waitedMs = clock.now().getTime() - since;
      if (waitedMs > PATIENCE_MS) {
        throw new EmbeddedDatabaseError('the embedded database does not become ready', { cause: lastError });
      }
      if (waitedMs > SAY_SO_AFTER_MS && !hasSaidSo) {
        this.#log.info('waiting for the database', { directory: place.directory });
        hasSaidSo = true;
      }
      const file = await readPostmasterFile(place.dataDirectory);
      if (file === undefined || !(await isPostmasterAlive(file, place.dataDirectory))) {
        if (file !== undefined) await discardPostmasterFile(place.dataDirectory, file);
        if ((await startPostmaster(this.#cluster, signal)) === 'started') started = true;
        continue;
      }
      if (file.status !== 'ready') continue;
      try {
        this.#session = await ClientSession.open(file.port, {
          dataDirectory: place.dataDirectory,
          credentials: this.#credentials,
          onLost: () => this.#recover(),
        });
      } catch (error) {
        // It stops, crashed a moment ago or recovers: which of them, the next round sees.
        lastError = error;
        continue;
      }
      if (signal.aborted) await this.#leave();
      signal.throwIfAborted();
      return { port: file.port, started };
    }
  }

  #recover(): void {
    this.#log.warn('the database is gone; starting it again', { directory: this.#cluster.place.directory });
    this.#recovery = this.#enterAtLast(this.#stopping.signal);
  }

  /** Does not give up before it is told to stop: a full disk, say, is mended some time. */
  async #enterAtLast(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#enter(signal);
        this.#log.info('the database is back');
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#log.error('the database does not come back; trying on', { error: errorMessage(error) });
        await this.#cluster.clock.sleep(TRY_ON_MS, signal).catch(() => undefined);
      }
    }
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    await this.#recovery;
    await this.#leave();
  }

  /** Also from within a recovery that is told to stop, which `#stop` waits for. */
  async #leave(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session === undefined) return;
    const isLast = await session.leaveAsLast().catch(() => false);
    if (isLast) await stopPostmaster(this.#cluster);
    await session.leave();
  }
}
