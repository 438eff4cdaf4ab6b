export { columnLabels, describeTable } from './describe.js';
