export { type ChainedLine, chainLines, type HistoryKind, type HistoryLine, lineHash } from './history-line.js';
export { appendHistory, listHistory, type StoredLine } from './history-repository.js';
