export { examineServiceNow } from './examine.js';
