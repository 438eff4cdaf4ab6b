export { examineRedmine } from './examine.js';
