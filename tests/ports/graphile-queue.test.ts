import { fileURLToPath } from 'node:url';
import { openPool } from '../../backend/queue/graphile/open-pool.js';
import { GraphileQueue, prepareQueue } from '../../backend/queue/index.js';
import { silentLogger } from '../../backend/shared/index.js';
import { emptyDatabase } from '../support/database.js';
import { queuePortTests } from './queue.js';

queuePortTests('graphile-worker', async () => {
  const database = await emptyDatabase();
  await prepareQueue(database.url);
  // A plain pool forgets its listener while a connection ends, and dropping the database is quicker at times.
  const pool = openPool(database.url, { max: 1, log: silentLogger });
  const queue = new GraphileQueue(database.url, silentLogger);
  return {
    queue,
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await work({ query: async (sql, parameters = []) => (await client.query(sql, [...parameters])).rows });
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    makeAllDue: async () => {
      await pool.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null');
    },
    childArguments: [
      '--import',
      'tsx',
      fileURLToPath(new URL('graphile-queue-child.ts', import.meta.url)),
      database.url,
    ],
    close: async () => {
      await queue.close();
      await pool.end();
      await database.drop();
    },
  };
});
