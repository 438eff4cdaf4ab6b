export { answering } from '../../../addon/index.js';
