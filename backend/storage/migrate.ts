import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import type { Umzug } from 'umzug';
import { ConfigurationError } from '../shared/index.js';
import { connect } from './database.js';
import { MIGRATIONS } from './migrations/index.js';
import { prepareScoping } from './scoping/index.js';

/** Any number; the same in every process, so that two starts at once migrate one after the other. */
const MIGRATION_LOCK = 7_710_001;

/**
 * Brings the database to this program's schema. Safe to run from many processes at once; either all that are missing are applied or none is.
 * @param upTo applies these alone, as an older program would have.
 * @throws ConfigurationError when the database was migrated by a newer program, or `upTo` names what this one does not know.
 */
export async function migrate(url: string, upTo?: readonly string[]): Promise<void> {
  refuseNewer(upTo ?? []);
  const sequelize = connect(url, { poolSize: 2, applicationName: 'syncline migrate' });
  try {
    await sequelize.transaction(async (transaction) => {
      await sequelize.query('select pg_advisory_xact_lock($1)', { bind: [MIGRATION_LOCK], transaction });
      await sequelize.query(
        'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
        { transaction },
      );
      const done = await applied(sequelize, transaction);
      refuseNewer(done);
      const wanted = MIGRATIONS.filter(({ name }) => upTo === undefined || upTo.includes(name));
      const isBehind = wanted.some(({ name }) => !done.includes(name));
      if (isBehind) await (await umzug(sequelize, transaction, wanted)).up();
      if (upTo === undefined) await prepareScoping(sequelize, transaction, isBehind);
    });
  } finally {
    await sequelize.close();
  }
}

/** Names of the migrations that this database has had. */
async function applied(sequelize: Sequelize, transaction: Transaction): Promise<string[]> {
  const rows = await sequelize.query<{ name: string }>('select name from schema_migrations order by name', {
    type: QueryTypes.SELECT,
    transaction,
  });
  return rows.map((row) => row.name);
}

function refuseNewer(done: readonly string[]): void {
  const known = new Set(MIGRATIONS.map((migration) => migration.name));
  const unknown = done.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new ConfigurationError(
    `the database was migrated by a newer Syncline (${unknown.join(', ')}): start that version again, or restore the backup made before the upgrade`,
  );
}

/** Our own storage: umzug's Sequelize storage would call `sync()`. Loaded when needed: it takes a tenth of a second, of every command. */
async function umzug(
  sequelize: Sequelize,
  transaction: Transaction,
  migrations: typeof MIGRATIONS,
): Promise<Umzug<Transaction>> {
  const { Umzug } = await import('umzug');
  return new Umzug({
    context: transaction,
    logger: undefined,
    migrations: migrations.map(({ name, up }) => ({
      name,
      up: async () => {
        await sequelize.query(up, { transaction, raw: true });
      },
    })),
    storage: {
      executed: () => applied(sequelize, transaction),
      logMigration: async ({ name }) => {
        await sequelize.query('insert into schema_migrations (name) values ($1)', { bind: [name], transaction });
      },
      unlogMigration: async () => {
        throw new Error('migrations only go forward');
      },
    },
  });
}
