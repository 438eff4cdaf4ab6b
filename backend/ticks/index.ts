export { type RequestedRun, requestRun } from './request-run.js';
export { runHandler } from './run-handler.js';
export { planNextPoll } from './tick-repository.js';
export { keepTicking, sweep, type TickerParts, tick } from './ticker.js';
export { enqueueRun } from './work-run-task.js';
