export {
  type AdministratorDeed,
  type JiraMannerId,
  type JiraManners,
  type JiraMannerTable,
  jiraManners,
  type NetworkKind,
  type RefusalKind,
} from './manner-table.js';
