/** Somebody with a record in `sys_user`. */
export interface Person {
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** Who is there when an instance starts, besides the account that the sync signs in with. */
export const people: readonly Person[] = [
  { userName: 'admin', firstName: 'System', lastName: 'Administrator', email: 'admin@example.com' },
  { userName: 'alice', firstName: 'Alice', lastName: 'Anders', email: 'alice@example.com' },
  { userName: 'bob', firstName: 'Bob', lastName: 'Brandt', email: 'bob@example.com' },
  { userName: 'carol', firstName: 'Carol', lastName: 'Chen', email: 'carol@example.com' },
  { userName: 'dave', firstName: 'Dave', lastName: 'Dupont', email: 'dave@example.com' },
  { userName: 'beth.anglin', firstName: 'Beth', lastName: 'Anglin', email: 'beth.anglin@example.com' },
  { userName: 'fred.luddy', firstName: 'Fred', lastName: 'Luddy', email: 'fred.luddy@example.com' },
  { userName: 'joe.employee', firstName: 'Joe', lastName: 'Employee', email: 'joe.employee@example.com' },
];

export const groups: readonly string[] = ['Service Desk', 'Network', 'Database', 'Hardware', 'Software'];
export const configurationItems: readonly string[] = [
  'MailServerUS',
  'VPN-Gateway-01',
  'Storage Area Network 001',
  'SAP Sales',
  'lnux100',
];
