export { viewOf } from './appearance.js';
export { letThingsHappen } from './happenings.js';
export { type LateLanding, lateLanding, lostCreate } from './lost-answers.js';
export {
  type JiraMannerId,
  type JiraManners,
  type JiraMannerTable,
  jiraManners,
} from './manner-table.js';
export { type NetworkTrouble, networkTrouble } from './network.js';
export { refuse } from './refuse.js';
