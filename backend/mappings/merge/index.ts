export { type MergeRequest, mergeItem } from './merge-item.js';
