export { examineJira } from './examine.js';
