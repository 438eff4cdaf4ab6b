export { GraphileQueue } from './graphile/graphile-queue.js';
export { prepareQueue } from './graphile/prepare-queue.js';
export {
  type EnqueueOptions,
  handle,
  type JobContext,
  type Queue,
  type QueueStats,
  type QueueTransaction,
  type QueueWorker,
  type Task,
  type TaskHandler,
  type TaskStats,
} from './queue.js';
