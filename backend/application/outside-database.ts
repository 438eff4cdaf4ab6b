import pg from 'pg';
import { ConfigurationError, errorMessage } from '../shared/index.js';

const OLDEST_MAJOR = 14;
const NEWEST_MAJOR = 18;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Makes sure that a PostgreSQL answers at `DATABASE_URL` and that its version is one that this program is tested on.
 * @throws ConfigurationError naming the setting, what is wrong and what would be right, in one line and without the password.
 */
export async function checkOutsideDatabase(url: string): Promise<void> {
  const major = await askMajorVersion(url);
  if (major >= OLDEST_MAJOR && major <= NEWEST_MAJOR) return;
  throw new ConfigurationError(
    `DATABASE_URL: ${shownAddress(url)} is PostgreSQL ${major}; it must be one of ${OLDEST_MAJOR} to ${NEWEST_MAJOR}, or leave DATABASE_URL out to use the embedded database`,
  );
}

async function askMajorVersion(url: string): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'syncline',
  });
  // Without a listener, a connection that breaks afterwards would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string }>(`select current_setting('server_version_num') as number`);
    return Math.floor(Number(rows[0]?.number) / 10_000);
  } catch (error) {
    throw new ConfigurationError(
      `DATABASE_URL: ${shownAddress(url)} cannot be used: ${reasonOf(error)}; check the address, or leave DATABASE_URL out to use the embedded database`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A refused connection to a name with several addresses is an AggregateError without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(errorMessage).join(', ');
  return errorMessage(error);
}

/** Host, port and database; never the password. */
export function shownAddress(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
}
