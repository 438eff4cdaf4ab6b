export { compileMapping } from './compile-mapping.js';
