import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import split from 'split2';
import { ConfigurationError, errorMessage } from '../shared/index.js';
import { migrate } from '../storage/index.js';
import {
  BACKUP_FORMAT,
  type BackupHeader,
  backupHeader,
  END_OF_ROWS,
  endOfBackup,
  tableHeader,
} from './backup-file.js';

/** What a person does to let a restored installation run. */
const RESTORED =
  'this database was restored from a backup; when nothing else works with these tools: syncline resume --all';

/**
 * Fills a database that nobody has used from a backup, brings it to this program's schema, and leaves everything paused:
 * the installation that the backup was made of may still be running (I18). All or nothing.
 * @throws ConfigurationError when the file is no whole backup, is a newer program's, or the database is in use.
 */
export async function restoreBackup(databaseUrl: string, file: string, signal: AbortSignal): Promise<BackupHeader> {
  const source = linesOf(file);
  const header = readHeader(file, (await source.next()).value);
  await makeEmpty(databaseUrl);
  try {
    await migrate(databaseUrl, header.migrations);
    await fillAll(databaseUrl, file, source, signal);
  } catch (error) {
    await makeEmpty(databaseUrl);
    throw error;
  }
  await migrate(databaseUrl);
  return header;
}

/** Not by `readline`, which also ends lines at U+2028 and U+2029: people's words may hold them. */
async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  try {
    yield* createReadStream(file).compose(createGunzip()).compose(split('\n')) as AsyncIterable<string>;
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read as a backup: ${errorMessage(error)}`, { cause: error });
  }
  return undefined;
}

function readHeader(file: string, line: string | undefined): BackupHeader {
  const header = backupHeader.safeParse(parsed(line)).data;
  if (header === undefined) throw new ConfigurationError(`${file} is not a backup made by syncline backup`);
  if (header.format !== BACKUP_FORMAT) {
    throw new ConfigurationError(
      `${file} has format ${header.format}; this program reads ${BACKUP_FORMAT}: use Syncline ${header.version} or newer`,
    );
  }
  return header;
}

/** Removes the tables of a database that holds nothing yet. @throws ConfigurationError when it does. */
async function makeEmpty(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'syncline restore' });
  await client.connect();
  try {
    const { rows } = await client.query<{ is_migrated: boolean }>(
      `select to_regclass('public.schema_migrations') is not null as is_migrated`,
    );
    if (rows[0]?.is_migrated !== true) return;
    const { rows: known } = await client.query(
      'select 1 from public.connections union all select 1 from public.integrations',
    );
    if (known.length > 0) {
      throw new ConfigurationError(
        'the database is in use already; restore into an empty one: another SYNCLINE_HOME, or another database in DATABASE_URL',
      );
    }
    await client.query('drop schema public cascade; create schema public');
  } finally {
    await client.end();
  }
}

async function fillAll(
  databaseUrl: string,
  file: string,
  source: AsyncGenerator<string>,
  signal: AbortSignal,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'syncline restore' });
  await client.connect();
  try {
    await client.query('begin');
    await fill(client, file, source, signal);
    await client.query('update installation set paused_reason = $1', [RESTORED]);
    await client.query(`update integrations set state = 'paused', paused_reason = $1 where state = 'active'`, [
      RESTORED,
    ]);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function fill(
  client: pg.Client,
  file: string,
  source: AsyncGenerator<string>,
  signal: AbortSignal,
): Promise<void> {
  for (let tables = 0; ; tables += 1) {
    const line = parsed((await source.next()).value);
    const end = endOfBackup.safeParse(line).data;
    if (end !== undefined && end.tables === tables) return;
    const header = tableHeader.safeParse(line).data;
    if (header === undefined) throw new ConfigurationError(`${file} was cut off: it has no end; nothing was restored`);
    const table = `public.${pg.escapeIdentifier(header.table)}`;
    // what migrations put there themselves comes with the backup
    await client.query(`truncate ${table} cascade`);
    const columns = header.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    await pipeline(
      Readable.from(rowsOf(file, source)),
      client.query(copyFrom(`copy ${table} (${columns}) from stdin`)),
      {
        signal,
      },
    );
    await continueIdentity(client, header.table);
  }
}

async function* rowsOf(file: string, source: AsyncGenerator<string>): AsyncGenerator<string> {
  for (;;) {
    const { value, done } = await source.next();
    if (done === true)
      throw new ConfigurationError(`${file} was cut off in the middle of a table; nothing was restored`);
    if (value === END_OF_ROWS) return;
    yield `${value}\n`;
  }
}

/** New rows go on after the highest number that was restored. */
async function continueIdentity(client: pg.ClientBase, table: string): Promise<void> {
  const { rows } = await client.query<{ column: string; sequence: string }>(
    `select attname::text as column, pg_get_serial_sequence('public.' || quote_ident($1), attname) as sequence
       from pg_attribute where attrelid = ('public.' || quote_ident($1))::regclass and attidentity <> ''`,
    [table],
  );
  for (const { column, sequence } of rows) {
    await client.query(
      `select setval($1, coalesce(max(${pg.escapeIdentifier(column)}), 0) + 1, false) from public.${pg.escapeIdentifier(table)}`,
      [sequence],
    );
  }
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}
