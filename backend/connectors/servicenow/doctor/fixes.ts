const RULES = 'Elevate role (your picture, Elevate role, security_admin), then System Security, Access Control (ACL)';
/**
 * ServiceNow goes by the first name that has rules (table.field, parent.field, *.field, table.*, …): a rule beside those lets one
 * more role in, the first one of a name shuts everybody else out.
 */
const BESIDE =
  'beside the rule that is there, New with the same name and operation, Requires role: that of the integration account';
const NEVER_FIRST = 'never the first rule of a name, which would shut everybody else out';

/** How an administrator lets the account read one field of a table. */
export function fieldRuleFix(connection: string, table: string, field: string): string {
  return (
    `${RULES}: find the rule that hides it, Operation read, Name ${table}.${field}, else the same of the parent table, else ` +
    `${table}.*; ${BESIDE} (${NEVER_FIRST}). Or: ${importFix(connection)}`
  );
}

/** How an administrator lets the account read, create, write or delete records of a table. */
export function tableRuleFix(
  connection: string,
  table: string,
  operation: 'create' | 'delete' | 'read' | 'write',
): string {
  return (
    `${RULES}, filter Name ${table} and Operation ${operation}: ${BESIDE} (${NEVER_FIRST}: then give the account a role that ` +
    `the rule of the parent table or of * asks for). Or: ${importFix(connection)}`
  );
}

/** The files hold nothing that these lines do not say, but all at once. */
export function importFix(connection: string): string {
  return `syncline doctor ${connection} --generate DIR writes an update set that grants it`;
}
