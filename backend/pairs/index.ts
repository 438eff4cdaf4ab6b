export { type ImportedPairs, importPairs } from './import-pairs.js';
export { type PairColumns, readPairFile } from './read-pair-file.js';
