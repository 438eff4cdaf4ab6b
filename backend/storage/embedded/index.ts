export { type EmbeddedDatabase, type EmbeddedDatabaseOptions, ensureDatabase } from './ensure-database.js';
export type { Durability } from './postmaster.js';
