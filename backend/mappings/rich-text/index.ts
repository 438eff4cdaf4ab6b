export { blockKey, blockKeys } from './block-key.js';
export { blockText } from './block-text.js';
export { carryTextIntoDocument } from './carry-text-into-document.js';
export { documentToText } from './document-to-text.js';
export { tidyDocument } from './tidy-document.js';
