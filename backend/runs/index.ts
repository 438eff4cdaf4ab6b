export { laneOf } from './lane-of.js';
export { type RunProgress, readProgress } from './progress-repository.js';
export {
  isActive,
  type Run,
  type RunCalls,
  type RunCounters,
  type RunMode,
  type RunState,
  runMode,
  runState,
} from './run.js';
export { continueRun, getRun, insertRun, listActiveRuns, listRuns, pageRuns } from './run-repository.js';
export { workRun } from './work-run.js';
