export type { RecordSnapshot } from './people.js';
export { text } from './schema/column.js';
export { seedServiceNow } from './seed.js';
export { type LoggedExchange, type ServiceNowOptions, ServiceNowSandbox } from './service-now-sandbox.js';
