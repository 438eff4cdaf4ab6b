import { ConfigurationError, NotFoundError } from '../../../shared/index.js';
import { type Check, checked } from '../../sdk/index.js';
import { permissions } from '../answers/permissions.js';
import type { Dialect } from '../dialect/dialect.js';
import type { Edition } from '../dialect/edition.js';
import { globalPermissionFix, projectPermissionFix } from './fixes.js';
import type { NeededPermission } from './needed-permissions.js';

/** Where the permissions are asked for; null: on the whole site. An issue of somebody else's, so that a right for one's own alone does not count. */
export type PermissionScope = { readonly project: string; readonly issueKey: string | null } | null;

/**
 * Which of these the account holds, by one question. An issue tells more than its project does: there a permission counts as held
 * that is given to reporters or assignees alone, because the account might be one.
 */
export async function examinePermissions(
  { api, edition }: Pick<Dialect, 'api' | 'edition'>,
  scope: PermissionScope,
  needed: readonly NeededPermission[],
  signal: AbortSignal,
): Promise<readonly Check[]> {
  if (needed.length === 0) return [];
  const held = await heldPermissions({ api, edition }, scope, needed, signal);
  if (held === null) return needed.slice(0, 1).map((permission) => missing(permission, scope, edition));
  return needed.map((permission) => {
    const isHeld = held.get(permission.key);
    if (isHeld === true) return { ...described(permission, scope), outcome: 'ok', found: null, fix: null };
    if (isHeld === false) return missing(permission, scope, edition);
    return checked({ ...described(permission, scope), outcome: 'cannot-tell', found: 'Jira does not say' });
  });
}

/** Null for a project that the account does not see. */
async function heldPermissions(
  { api, edition }: Pick<Dialect, 'api' | 'edition'>,
  scope: PermissionScope,
  needed: readonly NeededPermission[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, boolean> | null> {
  const place =
    scope === null ? {} : scope.issueKey === null ? { projectKey: scope.project } : { issueKey: scope.issueKey };
  // Cloud wants to be told which; Data Center knows no such parameter and answers all.
  const which = edition === 'cloud' ? { permissions: needed.map(({ key }) => key).join(',') } : {};
  try {
    const call = { method: 'GET', path: '/mypermissions', query: { ...place, ...which } } as const;
    const { body } = await api.read(call, permissions, signal);
    return new Map(Object.entries(body.permissions).map(([key, { havePermission }]) => [key, havePermission]));
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ConfigurationError) return null;
    throw error;
  }
}

function missing(permission: NeededPermission, scope: PermissionScope, edition: Edition): Check {
  return {
    ...described(permission, scope),
    outcome: permission.isNeeded ? 'fails' : 'warning',
    found: `the account lacks the permission ${permission.title}, needed ${permission.why}`,
    fix: fixOf(permission, scope, edition),
  };
}

function described({ key, title, neededBy, isGlobal }: NeededPermission, scope: PermissionScope) {
  const where = isGlobal || scope === null ? 'on the site' : `in ${scope.project}`;
  return {
    id: `permission.${key}${scope === null ? '' : ` ${scope.project}`}`,
    name: `${title} ${where}`,
    neededBy,
  };
}

function fixOf({ title, isGlobal }: NeededPermission, scope: PermissionScope, edition: Edition): string {
  if (isGlobal || scope === null) return globalPermissionFix(edition, title);
  return projectPermissionFix(edition, scope.project, title);
}
