import type { ClientBase } from 'pg';
import { ConnectionError, DatabaseError, Sequelize, type Transaction as SequelizeTransaction } from 'sequelize';
import { defineModels, type Models } from './models/index.js';
import { openTransaction } from './open-transaction.js';

/** A row as PostgreSQL gave it; a repository turns it into something typed in one place. */
export type Row = Readonly<Record<string, unknown>>;

/** An open transaction. Inside one there is database work only: no call to a tool, no waiting. */
export interface Transaction {
  /**
   * Runs one statement with `$1`-style parameters and gives its rows (those of `returning` for a change). Statements are done in the
   * order in which they are asked for; those that need nothing of each other's answers may be asked for together, and leave together.
   */
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  readonly models: Models;
  /** To be passed to model methods. */
  readonly handle: SequelizeTransaction;
}

/**
 * The way to the data. Everything happens inside a named transaction, so that a test can schedule, fail or "crash" each
 * of them by name, and so that nothing half done is ever seen.
 */
export interface Database {
  /**
   * Runs `work` and commits. A serialization failure or deadlock runs `work` again from the start, so it must not touch
   * anything but the transaction. Whatever `work` throws rolls everything back.
   */
  transaction<T>(name: string, work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** serialization_failure, deadlock_detected */
const RETRIED_SQL_STATES = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 5;

/**
 * Opens a pool on an already migrated database.
 * @param now when given, replaces the database's clock for `syncline_now()`; tests and the simulation only.
 */
export function openDatabase(
  url: string,
  options: { poolSize?: number; applicationName?: string; now?: () => Date } = {},
): Database {
  const sequelize = connect(url, options);
  const models = defineModels(sequelize);

  const once = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const open = await openTransaction(sequelize);
    const { handle, query } = open;
    try {
      if (options.now !== undefined)
        await query(`select set_config('syncline.now', $1, true)`, [options.now().toISOString()]);
      const result = await work({ handle, models, query });
      await open.commit();
      return result;
    } catch (error) {
      await open.rollBack();
      throw error;
    }
  };

  return {
    async transaction(_name, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(work);
        } catch (error) {
          if (attempt >= MAX_ATTEMPTS || !RETRIED_SQL_STATES.has(sqlState(error) ?? '')) throw error;
        }
      }
    },
    close: () => sequelize.close(),
  };
}

/** Nothing waits inside a transaction but for the database: one that stands still belongs to a process that was suspended. */
const STANDSTILL_MS = 15_000;

/** A connection that nobody needed for this long is closed. Signing in takes more of both processes than a hundred statements. */
const IDLE_MS = 60_000;

/** A Sequelize instance for `url`; also used by the migrations, before there are models. */
export function connect(url: string, options: { poolSize?: number; applicationName?: string } = {}): Sequelize {
  return new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    // Statements that do not wait for each other's rows leave together. Sequelize hands the driver only options that it knows.
    hooks: { afterConnect: (connection) => void Object.assign(connection as ClientBase, { pipeline: true }) },
    pool: { max: options.poolSize ?? 10, min: 0, idle: IDLE_MS },
    dialectOptions: {
      application_name: options.applicationName ?? 'syncline',
      // What it has locked, others wait for, and a suspended process keeps its connections.
      idle_in_transaction_session_timeout: STANDSTILL_MS,
    },
  });
}

/** connection_exception, operator_intervention, idle_in_transaction_session_timeout */
const AWAY_SQL_STATE = /^(08|57P|25P03)/;

/**
 * Whether an error of a transaction says that the server could not be spoken to, or no longer: then what was to be done may be done or
 * not, down to the commit.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof ConnectionError) return true;
  if (!(error instanceof DatabaseError)) return false;
  const { code, syscall } = error.original as NodeJS.ErrnoException;
  // What the driver finds out by itself, a broken connection, has no SQLSTATE.
  return code === undefined || syscall !== undefined || AWAY_SQL_STATE.test(code);
}

/** The five-character SQLSTATE of a database error, or null when it is none. */
function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, original } = error as { code?: unknown; original?: unknown };
  if (typeof code === 'string' && code.length === 5) return code;
  return original === undefined ? null : sqlState(original);
}
