export type { Chosen } from './choose-targets.js';
export { pause } from './pause.js';
export { PAUSED_BY_HAND } from './paused-by-hand.js';
export { rebind } from './rebind.js';
export { type RequestedSync, requestSync, type WantedRun } from './request-sync.js';
export { type Resolution, resolveConflict } from './resolve-conflict.js';
export { resume } from './resume.js';
export { unlink } from './unlink.js';
