export { AccessRules, type Denial, type TableOperation } from './access-rules.js';
export type { Account } from './api/accounts.js';
export type {
  AdministratorDeed,
  NetworkKind,
  RefusalKind,
  ServiceNowMannerId,
  ServiceNowManners,
  ServiceNowMannerTable,
} from './manners.js';
export type { ByWhom, People, RecordSnapshot } from './people.js';
export { type Column, namedChoice, text } from './schema/column.js';
export { type SeedOptions, seedServiceNow } from './seed.js';
export { type LoggedExchange, type ServiceNowOptions, ServiceNowSandbox } from './service-now-sandbox.js';
