import { z } from 'zod';
import type { JsonValue } from '../../../../backend/shared/index.js';
import { json, type SandboxResponse } from '../../http/index.js';
import { may, projectOf, seenIssue } from '../permissions.js';
import { JiraRefusal } from '../refusal.js';
import { type Account, GLOBAL_PERMISSIONS, type Permission, PROJECT_PERMISSIONS, type Project } from '../site/index.js';
import { type Endpoint, type Exchange, listParameter, readBody } from './exchange.js';

const WANTED = z.strictObject({
  accountId: z.string().optional(),
  globalPermissions: z.array(z.string()).optional(),
  projectPermissions: z
    .array(
      z.strictObject({
        permissions: z.array(z.string()).min(1),
        projects: z.array(z.int()).max(1_000).optional(),
        issues: z.array(z.int()).max(1_000).optional(),
      }),
    )
    .optional(),
});

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
  {
    method: 'POST',
    path: '/permissions/check',
    operation: 'getBulkPermissions',
    isWrite: false,
    answer(exchange) {
      const { accountId, globalPermissions = [], projectPermissions = [] } = readBody(exchange, WANTED);
      const asked = { ...exchange, account: askedAccount(exchange, accountId) };
      return json(200, {
        globalPermissions: globalPermissions.filter((key) => holdsGlobally(asked.account, key)),
        projectPermissions: projectPermissions.flatMap(({ permissions, projects = [], issues = [] }) =>
          permissions.map((key) => bulkGrantJson(asked, key, projects, issues)),
        ),
      });
    },
  },
];

/** @throws JiraRefusal 400 for nobody, 403 for somebody else, of whom only administrators and Connect apps may ask */
function askedAccount({ state, account, request }: Exchange, accountId: string | undefined): Account {
  if (accountId === undefined || accountId === account.accountId) return account;
  if (!account.isAdministrator && !request.headers.authorization?.startsWith('JWT ')) {
    throw new JiraRefusal(403, ['Only Jira administrators can perform this operation.']);
  }
  const asked = state.directory.account(accountId);
  if (asked === undefined) throw new JiraRefusal(400, [`No user with account ID '${accountId}' was found.`]);
  return asked;
}

/** Ids that lead nowhere, or to what the account cannot see, are left out of the answer. */
function bulkGrantJson(
  { state, account }: Exchange,
  key: string,
  projects: readonly number[],
  issues: readonly number[],
): JsonValue {
  const permission = projectPermission(key);
  return {
    permission,
    projects: projects.filter((id) => {
      const project = state.directory.project(String(id));
      return project !== undefined && may(state, account, permission, project);
    }),
    issues: issues.filter((id) => {
      const record = state.store.find(String(id));
      return record !== undefined && may(state, account, permission, projectOf(state, record));
    }),
  };
}

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
    return { id, key, name, type: 'GLOBAL', description, havePermission: holdsGlobally(account, key) };
  }
  const permission = projectPermission(key);
  const [id, name, description] = PROJECT_PERMISSIONS[permission];
  const projects = project === undefined ? state.directory.site.projects : [project];
  const havePermission = projects.some((candidate) => may(state, account, permission, candidate));
  return { id, key, name, type: 'PROJECT', description, havePermission };
}

/** @throws JiraRefusal 400 for one that there is not */
function holdsGlobally(account: Account, key: string): boolean {
  if (!(key in GLOBAL_PERMISSIONS)) throw JiraRefusal.ofFields({ [key]: 'Unrecognized permission' });
  if (key === 'ADMINISTER') return account.isActive && account.isAdministrator;
  return account.isActive && (account.globalRights ?? ['USER_PICKER', 'BULK_CHANGE']).includes(key);
}

/** @throws JiraRefusal 400 for one that there is not */
function projectPermission(key: string): Permission {
  if (!(key in PROJECT_PERMISSIONS)) throw new JiraRefusal(400, [`Unrecognized permission(s): ${key}`]);
  return key as Permission;
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
