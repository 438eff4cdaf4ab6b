export { describeProject } from './describe-project.js';
export { listProjects } from './list-projects.js';
