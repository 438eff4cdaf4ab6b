import type { Queue, QueueStats, QueueWorker } from '../../backend/queue/index.js';

/** A queue that only remembers what was put into it, or forgets it, as one that was lost. */
export class RecordedQueue implements Queue {
  readonly jobs: { readonly task: string; readonly payload: unknown; readonly key: string | undefined }[] = [];

  enqueue: Queue['enqueue'] = async (_transaction, task, payload, options) => {
    this.jobs.push({ task: task.name, payload, key: options?.key });
  };

  work(): Promise<QueueWorker> {
    throw new Error('nothing works here');
  }

  async cancel(): Promise<void> {}

  async redrive(): Promise<number> {
    return 0;
  }

  async stats(): Promise<QueueStats> {
    return { workers: 0, tasks: {} };
  }

  async close(): Promise<void> {}
}
