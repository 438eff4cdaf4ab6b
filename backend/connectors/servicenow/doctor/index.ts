export { examineServiceNow } from './examine.js';
export { serviceNowGrants } from './grants/index.js';
