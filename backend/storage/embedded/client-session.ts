import { realpath } from 'node:fs/promises';
import pg from 'pg';
import { grantScopedRole } from './grant-scoped-role.js';
import { ADMINISTRATOR, type ClusterCredentials } from './initialise-cluster.js';

/** Namespace of the advisory lock by which clients of one cluster know of each other ("sync" in ASCII). */
const CLIENT_LOCK = 0x73796e63;

/**
 * One client's presence: a connection that holds a shared advisory lock for as long as the client lives. The kernel closes
 * the connection of a client that was killed, so the count of clients is always true, without files or process numbers.
 */
export class ClientSession {
  readonly #client: pg.Client;
  #isOver = false;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /**
   * Connects and takes the lock. Waits while another client stops the server, and then fails, as that ends the connection.
   *
   * @param onLost called once when the connection ends without `leave`.
   * @throws whatever the connection throws, and an `Error` when the server at that port is another one.
   */
  static async open(
    port: number,
    options: { dataDirectory: string; credentials: ClusterCredentials; onLost: () => void },
  ): Promise<ClientSession> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: ADMINISTRATOR,
      database: 'postgres',
      password: options.credentials.administrator,
      application_name: 'syncline client',
      connectionTimeoutMillis: 5_000,
    });
    const session = new ClientSession(client);
    // pg reports a lost connection by `error` and then `end`; the second alone tells all cases.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      if ((await realpath(rows[0]?.data_directory ?? '')) !== (await realpath(options.dataDirectory))) {
        throw new Error('another server answers at this port');
      }
      await client.query('select pg_advisory_lock_shared($1)', [CLIENT_LOCK]);
      await grantScopedRole(client);
    } catch (error) {
      await session.leave();
      throw error;
    }
    client.once('end', () => {
      if (!session.#isOver) options.onLost();
    });
    return session;
  }

  /**
   * Gives up this client's lock and asks for the exclusive one. Of any clients that leave at the same moment at least the
   * last to ask gets it, as each has given up its own before; who has it keeps newcomers waiting until the server is down.
   */
  async leaveAsLast(): Promise<boolean> {
    this.#isOver = true;
    await this.#client.query('select pg_advisory_unlock_shared($1)', [CLIENT_LOCK]);
    const exclusive = 'select pg_try_advisory_lock($1) as is_last';
    const { rows } = await this.#client.query<{ is_last: boolean }>(exclusive, [CLIENT_LOCK]);
    return rows[0]?.is_last === true;
  }

  /** Closes the connection, and with it gives up every lock. */
  async leave(): Promise<void> {
    this.#isOver = true;
    await this.#client.end().catch(() => undefined);
  }
}
