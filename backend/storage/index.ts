export { assertClaims, type Claim, linkClaimKey, releaseClaims, takeClaims } from './claims.js';
export { type Database, isDatabaseAway, openDatabase, type Row, type Transaction } from './database.js';
export { type EmbeddedDatabase, ensureDatabase } from './embedded/index.js';
export { LeaseTime } from './lease-time.js';
export { migrate } from './migrate.js';
export { LATEST_MIGRATION } from './migrations/index.js';
export type { PageOf } from './page-of.js';
export { type Scope, scoped, scopingFault } from './scoping/index.js';
export { forgetDeadWorkers, HEARTBEAT_MS, heartbeat, LEASE_SECONDS, startWorker, stopWorker } from './worker-lease.js';
