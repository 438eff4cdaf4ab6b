import { z } from 'zod';

/** Written into every file; a program that does not know the number refuses it. */
export const BACKUP_FORMAT = 1;

/** The first line of a backup. */
export const backupHeader = z.object({
  format: z.number(),
  /** When it was made, by the database's clock. */
  madeAt: z.string(),
  /** The program's version. */
  version: z.string(),
  /** Names of the migrations that the database had had. */
  migrations: z.array(z.string()),
});
export type BackupHeader = z.infer<typeof backupHeader>;

/** The line before a table's rows, which follow in PostgreSQL's COPY text format, one a line, up to `END_OF_ROWS`. */
export const tableHeader = z.object({ table: z.string(), columns: z.array(z.string()) });

/** As no row looks: COPY writes a backslash as two. */
export const END_OF_ROWS = '\\.';

/** The last line; a file without it was cut off. */
export const endOfBackup = z.object({ end: z.literal(true), tables: z.number() });
