export { columnLabels, describeTable } from './describe.js';
export { listTables } from './list-tables.js';
export { statusWays } from './status-ways.js';
