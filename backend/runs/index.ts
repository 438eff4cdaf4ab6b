export { isActive, type Run, type RunCalls, type RunCounters, type RunMode, type RunState } from './run.js';
export { getRun, insertRun, listActiveRuns, listRuns } from './run-repository.js';
export { workRun } from './work-run.js';
