export { compileMapping } from './compile-mapping.js';
export { conversionFault } from './conversion-fault.js';
