import type { ConnectionNeeds, GrantFile } from '../../sdk/index.js';
import type { Edition } from '../dialect/edition.js';
import { type NeededPermission, neededGlobalPermissions, neededPermissions } from './needed-permissions.js';

const ROLE = 'Syncline';

/** What the list is made for. */
export interface JiraGrantRequest {
  readonly connection: string;
  readonly edition: Edition;
}

/** Jira imports no rights: the least that suffices, as a list for who grants them, each line with its reason. */
export function jiraGrants(needs: ConnectionNeeds, { connection, edition }: JiraGrantRequest): readonly GrantFile[] {
  const global = neededGlobalPermissions(needs.containers);
  const lines = [
    `# Rights for ${connection}: the least that suffices`,
    '',
    ...account(edition),
    '',
    ...needs.containers.flatMap((container) => project(container.container, neededPermissions(container), edition)),
    ...(global.length === 0 ? [] : site(global, edition)),
    '## Not needed',
    '',
    'Administer Jira, Administer projects, Move issues, Manage watchers, and everything else. Give the account no administrator group: with one, an error in a mapping reaches every project.',
    '',
    `Afterwards: \`syncline doctor ${connection}\`.`,
    '',
  ];
  return [
    {
      name: `${connection}.permissions.md`,
      purpose: 'a list of permissions to grant, each with its reason',
      content: lines.join('\n'),
    },
  ];
}

function account(edition: Edition): readonly string[] {
  if (edition === 'datacenter') {
    return [
      '## The account',
      '',
      '1. Administration, User management, Users, Create user: one of its own, with access to Jira Software or Jira Service Management.',
      `2. Administration, System, Project roles: add a role \`${ROLE}\` (used below; a group does as well).`,
      '3. Signed in as the account: Profile, Personal Access Tokens, Create token; give it to `auth: { kind: token }`.',
    ];
  }
  return [
    '## The account',
    '',
    '1. admin.atlassian.com, Directory, Service accounts (or Users): one of its own, with access to the Jira product as a user, not as an administrator.',
    `2. Settings (gear), System, Project roles: add a role \`${ROLE}\` (used below; a group does as well).`,
    '3. As the account: id.atlassian.com, Security, API tokens, Create API token; give it to `auth: { kind: basic }` with the account’s e-mail address. It ends after a year at most.',
  ];
}

function project(key: string, permissions: readonly NeededPermission[], edition: Edition): readonly string[] {
  const people = edition === 'cloud' ? 'Project settings, Access (People)' : 'Project settings, Users and roles';
  return [
    `## Project ${key}`,
    '',
    `1. ${key}, ${people}: add the account with the role \`${ROLE}\`.`,
    `2. ${key}, Project settings, Permissions, Actions, Edit permissions: grant each of these to the project role \`${ROLE}\`. The scheme may belong to other projects too; there the role has no members, so nothing changes.`,
    ...(edition === 'cloud'
      ? ['   In a team-managed project: Project settings, Access, Manage roles, Create role with the same permissions.']
      : []),
    '',
    ...table(permissions),
    '',
  ];
}

function site(permissions: readonly NeededPermission[], edition: Edition): readonly string[] {
  const menu =
    edition === 'cloud' ? 'Settings (gear), System, Global permissions' : 'Administration, System, Global permissions';
  return ['## The whole site', '', `${menu}: grant to a group of the account.`, '', ...table(permissions), ''];
}

function table(permissions: readonly NeededPermission[]): readonly string[] {
  return [
    '| Permission | Why | Needed by |',
    '|---|---|---|',
    ...permissions.map(
      ({ title, why, isNeeded, neededBy }) =>
        `| ${title}${isNeeded ? '' : ' (optional)'} | ${why} | ${neededBy.join(', ')} |`,
    ),
  ];
}
