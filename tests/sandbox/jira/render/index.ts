export { attachmentJson } from './attachment-json.js';
export { commentJson } from './comment-json.js';
export {
  componentJson,
  issueTypeJson,
  linkTypeJson,
  listedPriorityJson,
  projectJson,
  statusJson,
} from './entity-json.js';
export { fieldMetadataJson, schemaJson } from './field-metadata-json.js';
export { type FieldSelection, selectFields } from './field-selection.js';
export { historyJson } from './history-json.js';
export { fieldJson, issueJson } from './issue-json.js';
export { userByIdJson, userJson } from './user-json.js';
export { View } from './view.js';
export { worklogJson } from './worklog-json.js';
