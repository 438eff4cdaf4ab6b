import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BACKUP_FORMAT, type BackupHeader, END_OF_ROWS } from './backup-file.js';
import { listTables } from './list-tables.js';

/** What was written. */
export interface BackupSummary {
  readonly tables: number;
  readonly madeAt: string;
}

/**
 * Writes everything that this installation knows into one compressed file, as of one moment, while others go on working. The file
 * holds sealed credentials and people's words: mode 0600. It has its name only when it is whole.
 */
export async function writeBackup(
  { databaseUrl, version }: { readonly databaseUrl: string; readonly version: string },
  file: string,
  signal: AbortSignal,
): Promise<BackupSummary> {
  const unfinished = `${file}.unfinished`;
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'syncline backup' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const header = await headerOf(client, version);
    const { length: tables } = await listTables(client);
    await pipeline(Readable.from(lines(client, header)), createGzip(), createWriteStream(unfinished, { mode: 0o600 }), {
      signal,
    });
    await rename(unfinished, file);
    return { tables, madeAt: header.madeAt };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function headerOf(client: pg.ClientBase, version: string): Promise<BackupHeader> {
  const { rows } = await client.query<{ made_at: Date; migrations: string[] }>(
    'select now() as made_at, array(select name from schema_migrations order by name) as migrations',
  );
  return {
    format: BACKUP_FORMAT,
    version,
    madeAt: rows[0]?.made_at.toISOString() ?? '',
    migrations: rows[0]?.migrations ?? [],
  };
}

async function* lines(client: pg.ClientBase, header: BackupHeader): AsyncGenerator<Buffer | string> {
  yield `${JSON.stringify(header)}\n`;
  const tables = await listTables(client);
  for (const { name, columns } of tables) {
    yield `${JSON.stringify({ table: name, columns })}\n`;
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    yield* client.query(
      copyTo(`copy public.${pg.escapeIdentifier(name)} (${list}) to stdout`),
    ) as AsyncIterable<Buffer>;
    yield `${END_OF_ROWS}\n`;
  }
  yield `${JSON.stringify({ end: true, tables: tables.length })}\n`;
}
