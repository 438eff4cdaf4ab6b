import type { JsonValue } from '../../../../backend/shared/index.js';
import { json, type SandboxResponse } from '../../http/index.js';
import { may, projectOf, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { GLOBAL_PERMISSIONS, type Permission, PROJECT_PERMISSIONS, type Project } from '../site/index.js';
import { type Endpoint, type Exchange, listParameter } from './exchange.js';

export const permissionEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/mypermissions',
    operation: 'getMyPermissions',
    isWrite: false,
    answer(exchange) {
      const asked = listParameter(exchange.query, 'permissions');
      if (asked.length === 0) throw new JiraRefusal(400, ["The 'permissions' query parameter is required."]);
      return permissionsAnswer(exchange, asked);
    },
  },
];

/** These permissions of the caller, in the project that the question is about. */
export function permissionsAnswer(exchange: Exchange, keys: readonly string[]): SandboxResponse {
  const project = askedProject(exchange);
  return json(200, {
    permissions: Object.fromEntries(keys.map((key) => [key, permissionJson(exchange, key, project)])),
  });
}

function permissionJson({ state, account }: Exchange, key: string, project: Project | undefined): JsonValue {
  if (key in GLOBAL_PERMISSIONS) {
    const [id, name, description] = GLOBAL_PERMISSIONS[key as keyof typeof GLOBAL_PERMISSIONS];
    const held = account.globalRights ?? ['USER_PICKER', 'BULK_CHANGE'];
    const havePermission = key === 'ADMINISTER' ? account.isAdministrator : account.isActive && held.includes(key);
    return { id, key, name, type: 'GLOBAL', description, havePermission };
  }
  if (!(key in PROJECT_PERMISSIONS)) throw new JiraRefusal(400, [`Unrecognized permission(s): ${key}`]);
  const permission = key as Permission;
  const [id, name, description] = PROJECT_PERMISSIONS[permission];
  const projects = project === undefined ? state.directory.site.projects : [project];
  const havePermission = projects.some((candidate) => may(state, account, permission, candidate));
  return { id, key, name, type: 'PROJECT', description, havePermission };
}

/** The project the question is about; undefined: any. @throws JiraRefusal 404 for one that the account does not see */
function askedProject(exchange: Exchange): Project | undefined {
  const { state, account, query } = exchange;
  const issue = query.get('issueKey') ?? query.get('issueId');
  if (issue !== null) return projectOf(state, seenIssue(exchange, issue));
  const asked = query.get('projectKey') ?? query.get('projectId');
  if (asked === null) return undefined;
  const project = state.directory.project(asked);
  if (project === undefined || !may(state, account, 'BROWSE_PROJECTS', project)) {
    throw new JiraRefusal(404, [`No project could be found with key '${asked}'.`]);
  }
  return project;
}
