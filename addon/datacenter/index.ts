export { dataCenterBuild } from './data-center-build.js';
