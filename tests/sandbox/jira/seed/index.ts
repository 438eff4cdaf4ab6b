export { type SeedOptions, seedJira } from './seed-jira.js';
