import { z } from 'zod';
import type { Queue, QueueTransaction, Task } from '../queue/index.js';

/** The job of working one run. */
export const workRunTask: Task<{ runId: string }> = { name: 'work run', payload: z.object({ runId: z.uuid() }) };

/** Puts a run into the queue, in the caller's transaction. At most one job waits for a run: the newer replaces the older. */
export async function enqueueRun(
  queue: Queue,
  transaction: QueueTransaction,
  runId: string,
  delayMs = 0,
): Promise<void> {
  await queue.enqueue(transaction, workRunTask, { runId }, { key: `run ${runId}`, delayMs });
}
