export { describeProject } from './describe-project.js';
