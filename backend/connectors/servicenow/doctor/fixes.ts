const OPEN_RULES =
  'Elevate role (your picture, Elevate role, security_admin), then System Security, Access Control (ACL)';
const OUR_ROLE = 'the role of the integration account';

/** How an administrator lets the account read a table, or one field of it; or writes both with one file. */
export function readRuleFix(table: string, field: string | null): string {
  const name = field === null ? `${table}, None` : `${table}, ${field}`;
  return `${OPEN_RULES}, New: Type record, Operation read, Name ${name}, Requires role: ${OUR_ROLE}; or import the file of syncline doctor --generate DIR`;
}

/** How an administrator lets the account create, write or delete records of a table. */
export function tableRuleFix(table: string, operation: 'create' | 'delete' | 'read' | 'write'): string {
  return (
    `${OPEN_RULES}, New: Type record, Operation ${operation}, Name ${table}, None, Requires role: ${OUR_ROLE}; ` +
    'for delivered tables the roles itil or sn_incident_write do as well; or import the file of syncline doctor --generate DIR'
  );
}
