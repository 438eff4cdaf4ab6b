import { EventEmitter, once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { GraphileQueue, handle, prepareQueue, type QueueWorker, type Task } from '../../../backend/queue/index.js';
import { silentLogger } from '../../../backend/shared/index.js';
import { type EmbeddedDatabase, ensureDatabase } from '../../../backend/storage/embedded/index.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const visit: Task<{ id: string }> = { name: 'visit', payload: z.object({ id: z.string() }) };

let home: string;
let database: EmbeddedDatabase;
let queue: GraphileQueue;
let worker: QueueWorker;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'syncline-outage-'));
  await chmod(home, 0o711);
  database = await ensureDatabase({ home, signal: AbortSignal.timeout(60_000), log: silentLogger });
  await prepareQueue(database.url);
  queue = new GraphileQueue(database.url, silentLogger);
});

afterEach(async () => {
  await worker.stop();
  await queue.close();
  await database.stop();
  await rm(home, { recursive: true });
});

async function enqueue(id: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const query = async (sql: string, parameters: readonly unknown[] = []) =>
      (await client.query(sql, [...parameters])).rows;
    await queue.enqueue({ query }, visit, { id });
  } finally {
    await client.end().catch(() => undefined);
  }
}

test('a worker whose database was killed gives up its job and does it, and all others, when the database is back', async () => {
  const events = new EventEmitter();
  const seen: string[] = [];
  const handler = handle(visit, async ({ id }, { attempt, signal }) => {
    seen.push(`${id} ${attempt}`);
    events.emit('seen');
    if (attempt > 1 || id !== 'in hand') return;
    await once(signal, 'abort');
    throw signal.reason;
  });
  worker = await queue.work([handler], { concurrency: 2 });
  await enqueue('in hand');
  while (!seen.includes('in hand 1')) await once(events, 'seen');

  const [postmaster] = (await readFile(join(database.directory, 'data', 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(postmaster), 'SIGKILL');
  const isEnqueued = () =>
    enqueue('after').then(
      () => true,
      () => false,
    );
  await expect.poll(isEnqueued, { timeout: 20_000 }).toBe(true);
  while (!seen.includes('after 1') || !seen.includes('in hand 2')) await once(events, 'seen');
});
