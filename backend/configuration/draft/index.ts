export { pathInFile } from './path-in-file.js';
export { type DraftFinding, type DraftSettings, type ReadDraft, readDraft } from './read-draft.js';
export { writeDraft } from './write-draft.js';
