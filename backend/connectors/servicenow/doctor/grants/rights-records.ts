import type { AccessRule } from './access-rules.js';
import { sysIdFor, type UpdateRecord } from './update-set.js';

/** The role that the set makes and every rule of it asks for. */
export const ROLE = 'syncline_integration';
const ROLE_ID = sysIdFor('sys_user_role', ROLE);

/** The account that is to hold the role. */
export interface GrantedAccount {
  readonly userName: string;
  /** Null where it is not there yet, or nobody could look: the set then brings it along, without a password. */
  readonly sysId: string | null;
}

/** Role, account and rules, each before what refers to it. */
export function rightsRecords(account: GrantedAccount, rules: readonly AccessRule[]): readonly UpdateRecord[] {
  const userId = account.sysId ?? sysIdFor('sys_user', account.userName);
  return [
    role(),
    ...(account.sysId === null ? [user(account.userName, userId)] : []),
    ...rules.flatMap((rule) => [accessControl(rule), requiredRole(rule)]),
    holder(account.userName, userId),
  ];
}

function role(): UpdateRecord {
  return {
    table: 'sys_user_role',
    sysId: ROLE_ID,
    title: ROLE,
    type: 'Role',
    fields: {
      description: 'What the integration account of Syncline needs, and no more.',
      elevated_privilege: 'false',
      grantable: 'true',
      name: ROLE,
    },
  };
}

/** Without a password nobody signs in: an administrator sets one on the user's page. */
function user(userName: string, sysId: string): UpdateRecord {
  return {
    table: 'sys_user',
    sysId,
    title: userName,
    type: 'User',
    fields: {
      active: 'true',
      first_name: 'Syncline',
      last_name: 'Integration',
      locked_out: 'false',
      password_needs_reset: 'false',
      user_name: userName,
      web_service_access_only: 'true',
    },
  };
}

function holder(userName: string, userId: string): UpdateRecord {
  return {
    table: 'sys_user_has_role',
    sysId: sysIdFor('sys_user_has_role', userId, ROLE),
    title: `${userName}.${ROLE}`,
    type: 'User Role',
    fields: {
      inherited: 'false',
      role: { value: ROLE_ID, display: ROLE },
      state: 'active',
      user: { value: userId, display: userName },
    },
  };
}

function accessControl(rule: AccessRule): UpdateRecord {
  const { name, operation, why, condition } = rule;
  return {
    table: 'sys_security_acl',
    sysId: ruleId(rule),
    title: name,
    type: 'Access Control',
    fields: {
      active: 'true',
      // Administrators lose nothing by a rule of ours.
      admin_overrides: 'true',
      advanced: 'false',
      condition: condition === '' ? '' : `${condition}^EQ`,
      decision_type: 'allow',
      description: why,
      local_or_existing: 'Existing',
      name,
      operation: { value: operation, display: operation },
      script: '',
      type: { value: 'record', display: 'record' },
    },
  };
}

function requiredRole(rule: AccessRule): UpdateRecord {
  return {
    table: 'sys_security_acl_role',
    sysId: sysIdFor('sys_security_acl_role', rule.name, rule.operation),
    title: `${rule.name}.${ROLE}`,
    type: 'Access Roles',
    fields: {
      sys_security_acl: { value: ruleId(rule), display: rule.name },
      sys_user_role: { value: ROLE_ID, display: ROLE },
    },
  };
}

function ruleId({ name, operation }: AccessRule): string {
  return sysIdFor('sys_security_acl', name, operation);
}
