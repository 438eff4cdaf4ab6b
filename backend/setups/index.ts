export { assembleEntry } from './assemble-entry.js';
export { findPairs } from './find-pairs.js';
export { openTool, type SetupParts } from './open-tool.js';
export { propose } from './propose.js';
export { chosenSetup, EMPTY_SETUP, type Setup } from './setup.js';
export { changeSetup, discardSetup, getSetup, insertSetup, pageSetups } from './setup-repository.js';
export { type Sample, takeSample } from './take-sample.js';
