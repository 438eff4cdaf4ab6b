import type { World } from '../../../support/world.js';

/** Tables that are of the server and change by themselves. */
const OF_THE_SERVER = ['claims', 'workers'];

/** Every row of every table as one text, which begins with the table's name. */
export async function storedRows({ sql }: Pick<World, 'sql'>): Promise<readonly string[]> {
  const tables = await sql(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all($1) order by 1`,
    [OF_THE_SERVER],
  );
  const rows: string[] = [];
  for (const { relname } of tables) {
    const ofTable = await sql(`select t::text as row from ${String(relname)} t order by 1`);
    rows.push(...ofTable.map(({ row }) => `${String(relname)} ${String(row)}`));
  }
  return rows;
}
