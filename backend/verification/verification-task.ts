import { z } from 'zod';
import type { Engine } from '../integrations/index.js';
import { handle, type Queue, type QueueTransaction, type Task, type TaskHandler } from '../queue/index.js';
import { workVerification } from './work-verification.js';

const verificationTask: Task<{ verificationId: string }> = {
  name: 'work verification',
  payload: z.object({ verificationId: z.uuid() }),
};

/** Puts a verification into the queue, in the caller's transaction. */
export async function enqueueVerification(queue: Queue, transaction: QueueTransaction, id: string): Promise<void> {
  await queue.enqueue(transaction, verificationTask, { verificationId: id }, { key: `verification ${id}` });
}

/** Works the verifications that come out of the queue. */
export function verificationHandler(engine: Engine): TaskHandler {
  return handle(verificationTask, ({ verificationId }, { signal, stopping }) =>
    workVerification(engine, verificationId, { signal, stopping }),
  );
}
