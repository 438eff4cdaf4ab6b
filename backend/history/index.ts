export { type Flip, findFlips } from './flip-repository.js';
export { type ChainedLine, chainLines, type HistoryKind, type HistoryLine, lineHash } from './history-line.js';
export { appendHistory, getHistoryLine, listHistory, pageHistory, type StoredLine } from './history-repository.js';
export { verifyChain } from './verify-chain.js';
