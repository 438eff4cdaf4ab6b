import type { Engine } from '../integrations/index.js';
import { handle, type Queue, type TaskHandler } from '../queue/index.js';
import { workRun } from '../runs/index.js';
import { planNextPoll } from './tick-repository.js';
import { enqueueRun, workRunTask } from './work-run-task.js';

/** Works the runs that come out of the queue; one that must wait goes back with its delay. */
export function runHandler(engine: Engine, queue: Queue, mode: 'onpremise' | 'saas'): TaskHandler {
  return handle(workRunTask, async ({ runId }, { signal, stopping }) => {
    await workRun(engine, runId, signal, {
      stopping,
      hasNext: true,
      onDelay: (transaction, run) => enqueueRun(queue, transaction, run.id, run.resumeInMs),
      async onEnd(transaction, run) {
        if (run.mode === 'incremental') await planNextPoll(transaction, run, mode);
      },
    });
  });
}
