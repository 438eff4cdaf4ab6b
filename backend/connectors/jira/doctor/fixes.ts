import type { Edition } from '../dialect/edition.js';

/** How a project's administrator lets the account hold a project permission. */
export function projectPermissionFix(edition: Edition, project: string, title: string): string {
  const scheme = `${project}: Project settings, Permissions, Actions, Edit permissions, ${title}: Edit`;
  if (edition === 'datacenter') return `${scheme}, then add the account, its group or its project role`;
  return (
    `${scheme}, then add the account or a project role that it has. ` +
    'In a team-managed project: Project settings, Access, and give the account a role with it (Member, or one of your own)'
  );
}

/** How an administrator of the site lets the account hold a global permission. */
export function globalPermissionFix(edition: Edition, title: string): string {
  const menu =
    edition === 'cloud' ? 'Settings (gear), System, Global permissions' : 'Administration, System, Global permissions';
  return `${menu}: add a group of the account to ${title}`;
}

/** How a field comes onto the screen on which issues of a type are made or edited. */
export function screenFix(project: string, type: string, screen: 'create' | 'edit', field: string): string {
  return (
    `${project}: Project settings, Screens, the ${screen} screen of ${type}: add ${field}. ` +
    `In a team-managed project: Project settings, Issue types, ${type}: drag ${field} in, Save changes`
  );
}
