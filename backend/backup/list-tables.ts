import type pg from 'pg';

/** A table with the columns that can be written. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Leases, claims and agreements are of processes that live; what the database was brought to is in the header. Who was in when the backup
 * was made, or could come in by a link, has to sign in anew.
 */
const LEFT_OUT = ['attempts', 'claims', 'connection_limits', 'schema_migrations', 'sessions', 'setup_links', 'workers'];

/** The tables to back up, each after those that it refers to. */
export async function listTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers_to: string[] }>(
    `select c.relname as name,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                   order by a.attnum) as columns,
            array(select distinct r.confrelid::regclass::text from pg_constraint r
                   where r.conrelid = c.oid and r.contype = 'f' and r.confrelid <> c.oid) as refers_to
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname <> all($1::text[])
      order by c.relname`,
    [LEFT_OUT],
  );
  const ordered: Table[] = [];
  const isDone = (name: string) => ordered.some((table) => table.name === name);
  while (ordered.length < rows.length) {
    const ready = rows.filter(({ name, refers_to }) => !isDone(name) && refers_to.every(isDone));
    if (ready.length === 0) throw new Error('tables refer to each other in a circle');
    ordered.push(...ready.map(({ name, columns }) => ({ name, columns })));
  }
  return ordered;
}
