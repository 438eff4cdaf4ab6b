export type {
  DroppedConnection,
  SandboxClock,
  SandboxHandler,
  SandboxOutcome,
  SandboxRandom,
  SandboxRequest,
  SandboxResponse,
} from './handler.js';
export { isDropped } from './handler.js';
export { type MannerFiring, type MannerOccasion, Manners } from './manners.js';
export { empty, json } from './respond.js';
export { type RouteMatch, Router } from './router.js';
export { seededRandom } from './seeded-random.js';
export { type ServedSandbox, type ServeOptions, serve } from './serve.js';
