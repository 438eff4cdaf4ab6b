import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents } from './support/incidents-file.js';

const bench = commandBench();

interface Check {
  readonly id: string;
  readonly outcome: string;
  readonly neededBy: readonly string[];
  readonly found: string | null;
  readonly fix: string | null;
}

interface Report {
  readonly isHealthy: boolean;
  readonly groups: readonly { readonly kind: string; readonly name: string; readonly checks: readonly Check[] }[];
}

const FIELDS = `          - [summary, short_description]
          - [assignee, assigned_to]
          - { left: status, right: state, values: { To Do: "1", Done: "6" } }
        comments: true`;

async function applied(): Promise<void> {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  bench.serviceNow.people.create('incident', { short_description: 'Mail is slow' });
  await applyIncidents(bench, { fields: FIELDS });
}

/** What fails or is to be looked at, by group and check. */
function troubles(report: Report): ReadonlyMap<string, Check> {
  return new Map(
    report.groups.flatMap(({ name, checks }) =>
      checks
        .filter(({ outcome }) => outcome === 'fails' || outcome === 'warning')
        .map((check) => [`${name}: ${check.id}`, check] as const),
    ),
  );
}

/** Takes permissions in every project from our account in Jira. */
function withoutPermission(...taken: readonly string[]): void {
  const account = bench.jira.state.directory.person('sync');
  const kept = Object.entries(account.rights).map(([project, names]) => [
    project,
    names.filter((name) => !taken.includes(name)),
  ]);
  Object.assign(account, { rights: Object.fromEntries(kept) });
}

test('with all rights nothing fails, and nothing is written to find that out', async () => {
  await applied();
  bench.jira.calls.reset();
  bench.serviceNow.calls.reset();
  const { code, document } = await bench.json<Report>('doctor');
  expect(code).toBe(0);
  // No server runs in this test.
  expect([...troubles(document).keys()]).toEqual(['platform: worker']);
  expect(document.groups.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'platform platform',
    'connection jira',
    'connection service-now',
    'integration incidents',
  ]);
  expect([bench.jira.calls.writes, bench.serviceNow.calls.writes]).toEqual([0, 0]);
});

const PERMISSIONS: readonly (readonly [permission: string, words: string])[] = [
  ['BROWSE_PROJECTS', 'Browse projects'],
  ['CREATE_ISSUES', 'Create issues'],
  ['EDIT_ISSUES', 'Edit issues'],
  ['TRANSITION_ISSUES', 'Transition issues'],
  ['ASSIGN_ISSUES', 'Assign issues'],
  ['ADD_COMMENTS', 'Add comments'],
  ['DELETE_ISSUES', 'Delete issues'],
];

// Red without: the row of that permission in neededPermissions.
test.each(PERMISSIONS)('the permission %s is missed by name, with its fix', async (permission, words) => {
  await applied();
  withoutPermission(permission);
  const { code, document } = await bench.json<Report>('doctor', 'jira');
  const found = troubles(document);
  const check = found.get(`jira: permission.${permission} BENCH`);
  expect(check).toMatchObject({ fix: expect.stringMatching(new RegExp(`Project settings.*${words}`)) });
  expect(check?.neededBy.join()).toContain('incidents');
  // Doubles are repaired by deleting; everything else goes on without it.
  expect(code).toBe(permission === 'DELETE_ISSUES' ? 0 : 1);
  expect(found.size).toBe(1);
});

// Red without: examining the global permissions.
test('without the right to search for people, user fields say so', async () => {
  await applied();
  Object.assign(bench.jira.state.directory.person('sync'), { globalRights: [] });
  const { code, document } = await bench.json<Report>('doctor', 'jira');
  expect(code).toBe(1);
  expect(troubles(document).get('jira: permission.USER_PICKER')).toMatchObject({
    neededBy: ['incidents: Assignee'],
    fix: expect.stringContaining('Global permissions'),
  });
});

const TABLES: readonly (readonly [table: string, outcome: string])[] = [
  ['incident', 'fails'],
  ['sys_journal_field', 'fails'],
  ['sys_dictionary', 'warning'],
  ['sys_db_object', 'warning'],
  ['sys_choice', 'warning'],
  ['sys_audit', 'warning'],
  ['sys_audit_delete', 'warning'],
  ['sys_properties', 'warning'],
];

// Red without: the row of that table in platformTables.
test.each(TABLES)(
  'the table %s that is closed to the account is missed by name, with its fix',
  async (table, outcome) => {
    await applied();
    bench.serviceNow.access.deny({ user: 'syncline', table, operation: 'read' });
    const { code, document } = await bench.json<Report>('doctor', 'service-now');
    expect(troubles(document).get(`service-now: read ${table}`)).toMatchObject({
      outcome,
      fix: expect.stringMatching(new RegExp(`Access Control.*${table}`)),
    });
    expect(code).toBe(outcome === 'fails' ? 1 : 0);
  },
);

// Red without: comparing the fields of a record with those that the mapping needs.
test.each(['short_description', 'correlation_display'])('the hidden field %s is missed by name', async (field) => {
  await applied();
  bench.serviceNow.access.deny({ user: 'syncline', table: 'incident', operation: 'read', field });
  const { code, document } = await bench.json<Report>('doctor', 'service-now');
  expect(code).toBe(1);
  // A hidden field has a rule; a first one of another name would shut everybody else out.
  expect(troubles(document).get(`service-now: read incident.${field}`)).toMatchObject({
    fix: expect.stringMatching(/rule that hides it.*never the first rule/),
  });
});

test('a refused sign-in says where to mend it, and nothing behind it is asked', async () => {
  await applied();
  bench.serviceNow.accounts.set({ userName: 'syncline', password: 'another' });
  const { code, document } = await bench.json<Report>('doctor', 'service-now');
  expect(code).toBe(1);
  const checks = document.groups.find(({ kind }) => kind === 'connection')?.checks ?? [];
  expect(checks.at(-1)).toMatchObject({
    id: 'sign-in',
    outcome: 'fails',
    fix: expect.stringContaining('Set Password'),
  });
});

test('a port where nothing listens is told from a refused sign-in', async () => {
  await applyIncidents(bench, { jiraUrl: 'http://127.0.0.1:9' });
  const { code, document } = await bench.json<Report>('doctor', 'jira');
  expect(code).toBe(1);
  expect(troubles(document).get('jira: reach')).toMatchObject({ fix: expect.stringContaining('Nothing listens') });
});

// Red without: comparing the stored site id.
test('another site behind the address is refused by name', async () => {
  await applied();
  await bench.run('sync', 'incidents', '--onboarding', '--wait');
  bench.jira.manners.set('B28', { cloudId: 'another-site', baseUrl: 'https://copy.example.com' });
  const { code, document } = await bench.json<Report>('doctor', 'jira');
  expect(code).toBe(1);
  expect(troubles(document).get('jira: site')).toMatchObject({ fix: expect.stringContaining('syncline rebind jira') });
});

// Red without: looking at the mode of the file.
test('a key file that others may read is named with the command that closes it', async () => {
  await applied();
  await chmod(join(bench.home, 'secret.key'), 0o644);
  const { code, document } = await bench.json<Report>('doctor');
  expect(code).toBe(1);
  expect(troubles(document).get('platform: secret-key')).toMatchObject({ fix: expect.stringContaining('chmod 600') });
});

test('a field that has gone is named in the integration that maps it', async () => {
  await applied();
  bench.jira.deleteField('summary');
  const { code, document } = await bench.json<Report>('doctor');
  expect(code).toBe(1);
  const faults = document.groups.find(({ kind }) => kind === 'integration')?.checks ?? [];
  expect(faults.map(({ found }) => found).join()).toContain('summary');
});

test('a person reads it: what is well in a line, what is not with the fix beneath', async () => {
  await applied();
  withoutPermission('TRANSITION_ISSUES');
  const { code, out } = await bench.run('doctor', 'jira');
  expect(code).toBe(1);
  expect(out).toContain('✓ Browse projects in BENCH');
  expect(out).toMatch(/✗ Transition issues in BENCH\n {6}the account lacks[^→]*→ BENCH: Project settings/);
  expect(out).toContain('1 failing');
});

test('a connection that is not there is told with near ones', async () => {
  await applied();
  expect(await bench.run('doctor', 'jria')).toMatchObject({ code: 2, notes: expect.stringContaining('jira') });
});
