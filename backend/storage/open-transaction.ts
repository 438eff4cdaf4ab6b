import type pg from 'pg';
import { DatabaseError, type Sequelize, Transaction as SequelizeTransaction } from 'sequelize';
import type { Row } from './database.js';
import { openingQuery } from './opening-query.js';
import { sendTogether } from './send-together.js';

/** A transaction on a connection of its own. */
export interface OpenTransaction {
  /** What Sequelize's models know the transaction by. */
  readonly handle: SequelizeTransaction;
  /** @throws DatabaseError */
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** @throws DatabaseError when it is not known to be stored; then `rollBack` remains to be called. */
  commit(): Promise<void>;
  /** A connection that cannot even do this is closed, and its transaction ends with it. */
  rollBack(): Promise<void>;
}

/**
 * Takes a connection for a transaction, which begins with its first statement and in the same message. The connection is spoken to
 * directly: Sequelize searches the text of each statement for its own placeholders and records a stack, which costs more than the
 * statement, and `begin` would be one more to wait for. Faults come in its words all the same, whoever asked.
 * @throws ConnectionError
 */
export async function openTransaction(sequelize: Sequelize): Promise<OpenTransaction> {
  const pool = sequelize.connectionManager;
  // Only where there are replicas does it matter which is asked for.
  const client = (await pool.getConnection({ type: 'write' })) as pg.Client;
  let hasBegun = false;
  let hasEnded = false;
  const send = (sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult<Row>> => {
    sendTogether(client.connection.stream);
    const values = parameters.map(storable);
    if (hasBegun) return client.query(sql, values);
    hasBegun = true;
    return openingQuery(client, sql, values);
  };
  const query = async (sql: string, parameters: readonly unknown[] = []) => {
    // the connection may be in another transaction by now, or in none
    if (hasEnded) throw new Error('the transaction has ended');
    return told(sql, send(sql, parameters));
  };
  const end = async (how: 'commit' | 'rollback') => {
    hasEnded = true;
    // The models ask for it.
    Object.assign(handle, { finished: how });
    return hasBegun ? told(how, client.query(how)) : null;
  };
  const handle = Object.assign(new SequelizeTransaction(sequelize, {}), { connection: connectionFor(query) });
  return {
    handle,
    query: async (sql, parameters) => (await query(sql, parameters)).rows,
    async commit() {
      const ended = await end('commit');
      if (ended?.command === 'ROLLBACK') throw new Error('a statement has failed, and so nothing was stored');
      pool.releaseConnection(client);
    },
    async rollBack() {
      try {
        await end('rollback');
        pool.releaseConnection(client);
      } catch {
        await pool.destroyConnection(client);
      }
    },
  };
}

/** @throws DatabaseError around what the driver throws */
async function told<T>(sql: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new DatabaseError(Object.assign(error as Error, { sql }));
  }
}

type Query = (sql: string, parameters?: readonly unknown[]) => Promise<pg.QueryResult<Row>>;
type Done = (error: unknown, result?: pg.QueryResult<Row>) => void;

/** What the models take for the driver's connection: their statements go the way of all. */
function connectionFor(query: Query) {
  return {
    query(sql: string, ...rest: readonly [Done] | readonly [readonly unknown[], Done]) {
      const [parameters, done] = rest.length === 1 ? [[], rest[0]] : rest;
      query(sql, parameters).then(
        (result) => done(null, result),
        (error: DatabaseError) => done(error.original ?? error),
      );
    },
  };
}

/** PostgreSQL keeps no NUL in a text; what a tool says may hold one. */
function storable(parameter: unknown): unknown {
  return typeof parameter === 'string' ? parameter.replaceAll('\0', '\\0') : parameter;
}
