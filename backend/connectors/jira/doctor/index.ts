export { examineJira } from './examine.js';
export { jiraGrants } from './grants.js';
