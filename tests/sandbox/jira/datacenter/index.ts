export { dataCenterRouter } from './endpoints.js';
