import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { addRow } from '../../sandbox/servicenow/instance/first-rows.js';
import { commandBench } from './support/command-bench.js';
import { applyIncidents } from './support/incidents-file.js';

const bench = commandBench();

const FIELDS = `          - [summary, short_description]
          - [assignee, assigned_to]
          - { left: status, right: state, values: { To Do: "1", Done: "6" } }
        comments: true`;

/** One record that a set brings along. */
interface BroughtRecord {
  readonly table: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });

async function applied(): Promise<void> {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  bench.serviceNow.people.create('incident', { short_description: 'Mail is slow' });
  await applyIncidents(bench, { fields: FIELDS });
}

async function generated(connection: string): Promise<(name: string) => Promise<string>> {
  const directory = join(bench.home, 'rights');
  await bench.run('doctor', connection, '--generate', directory);
  return (name) => readFile(join(directory, name), 'utf8');
}

/** What committing the set would add. @throws when it, or the payload of a record, is not well-formed */
function recordsOf(xml: string): readonly BroughtRecord[] {
  const set = parsed(xml).unload as Readonly<Record<string, unknown>>;
  expect(set.sys_remote_update_set).toMatchObject({ state: 'loaded', application_scope: 'global' });
  const updates = [set.sys_update_xml].flat() as readonly Readonly<Record<string, string>>[];
  return updates.map(({ payload = '', name }) => {
    const update = parsed(payload).record_update as Readonly<Record<string, unknown>>;
    const table = String(update['@table']);
    const fields = update[table] as Readonly<Record<string, unknown>>;
    expect(name).toBe(`${table}_${String(fields.sys_id)}`);
    return { table, fields };
  });
}

function parsed(xml: string): Readonly<Record<string, unknown>> {
  expect(XMLValidator.validate(xml)).toBe(true);
  return parser.parse(xml);
}

function rulesIn(records: readonly BroughtRecord[]): readonly string[] {
  return records
    .filter(({ table }) => table === 'sys_security_acl')
    .map(({ fields }) => `${String(fields.operation && text(fields.operation))} ${String(fields.name)}`);
}

function text(reference: unknown): string {
  return String((reference as Readonly<Record<string, unknown>>)['#text']);
}

/** Adds a rule that the instance has, as delivered. */
function delivered(name: string, operation: string): void {
  addRow(bench.serviceNow.instance, 'sys_security_acl', { name, operation, type: 'record', active: 'true' });
}

test('the files are for their owner alone, and say what they are', async () => {
  await applied();
  const directory = join(bench.home, 'rights');
  const { document } = await bench.json<{ files: readonly { path: string; purpose: string }[] }>(
    'doctor',
    '--generate',
    directory,
  );
  expect(document.files.map(({ path }) => path).sort()).toEqual(
    (await readdir(directory)).map((name) => join(directory, name)).sort(),
  );
  expect(document.files.length).toBe(4);
  for (const { path, purpose } of document.files) {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(purpose).not.toBe('');
  }
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
});

test('a right that is missing is in the update set, by a role that the account is given', async () => {
  await applied();
  bench.serviceNow.access.deny({ user: 'syncline', table: 'sys_choice', operation: 'read' });
  const read = await generated('service-now');
  const records = recordsOf(await read('service-now.rights.xml'));
  expect(rulesIn(records)).toContain('read sys_choice');
  expect(rulesIn(records)).toEqual(expect.arrayContaining(['create incident', 'write incident']));
  const [role] = records.filter(({ table }) => table === 'sys_user_role');
  const ids = new Set(records.map(({ fields }) => fields.sys_id));
  for (const { fields } of records.filter(({ table }) => table === 'sys_security_acl_role')) {
    expect(text(fields.sys_user_role)).toBe(role?.fields.sys_id);
    expect(ids).toContain(text(fields.sys_security_acl));
  }
  const account = bench.serviceNow.people.rows('sys_user').find((row) => row.user_name === 'syncline');
  const [holder] = records.filter(({ table }) => table === 'sys_user_has_role');
  expect([text(holder?.fields.user), text(holder?.fields.role)]).toEqual([account?.sys_id, role?.fields.sys_id]);
  // The account is there already, and so are its rights to read the rest.
  expect(records.filter(({ table }) => table === 'sys_user')).toEqual([]);
  expect(rulesIn(records)).not.toContain('read sys_user');
  expect(rulesIn(records).some((rule) => rule.startsWith('delete'))).toBe(false);
});

// Red without: bringing the user along where nobody can sign in.
test('before there is an account the set brings it, without a password', async () => {
  await applied();
  bench.serviceNow.accounts.set({ userName: 'syncline', password: 'another' });
  const read = await generated('service-now');
  const xml = await read('service-now.rights.xml');
  const [user] = recordsOf(xml).filter(({ table }) => table === 'sys_user');
  expect(user?.fields).toMatchObject({
    user_name: 'syncline',
    web_service_access_only: 'true',
    password_needs_reset: 'false',
  });
  expect(Object.keys(user?.fields ?? {}).filter((field) => /password$/.test(field))).toEqual([]);
  expect(await read('service-now.rights.md')).toContain('Set Password');
});

// Red without: asking for the rules that there are.
test('where the rules of the instance are known, ours go beside them and never first', async () => {
  await applied();
  bench.serviceNow.access.open('syncline', 'sys_security_acl');
  for (const operation of ['read', 'create', 'write']) delivered('incident', operation);
  delivered('task.short_description', 'write');
  delivered('incident.state', 'write');
  delivered('sys_dictionary', 'read');
  const read = await generated('service-now');
  const rules = rulesIn(recordsOf(await read('service-now.rights.xml')));
  expect([...rules].sort()).toEqual([
    'create incident',
    'read incident',
    'read sys_dictionary',
    'write incident',
    'write incident.state',
    'write task.short_description',
  ]);
  expect(await read('service-now.rights.md')).toMatch(/Not in the set[\s\S]*sys_choice \| read/);
});

test('a second set of the same name changes what the first has made', async () => {
  await applied();
  const ids = async () => {
    const read = await generated('service-now');
    return recordsOf(await read('service-now.rights.xml')).map(({ fields }) => fields.sys_id);
  };
  expect(await ids()).toEqual(await ids());
});

// Red without: the guard on the account in the rule's condition.
test('the rule that keeps marks leaves our own account alone and escapes its script', async () => {
  await applied();
  const read = await generated('service-now');
  const [rule] = recordsOf(await read('service-now.keep-marks.xml'));
  expect(rule?.fields).toMatchObject({ collection: 'incident', when: 'before', active: 'true' });
  expect(String(rule?.fields.condition)).toContain('gs.getUserName() != "syncline" &&');
  expect(String(rule?.fields.script)).toContain('var mark = "syncline:";');
});

test('for Jira each permission that the doctor tests is listed with its reason', async () => {
  await applied();
  const read = await generated('jira');
  const list = await read('jira.permissions.md');
  const { document } = await bench.json<{ groups: readonly { checks: readonly { id: string; name: string }[] }[] }>(
    'doctor',
    'jira',
  );
  const tested = document.groups.flatMap(({ checks }) => checks).filter(({ id }) => id.startsWith('permission.'));
  expect(tested.length).toBeGreaterThan(6);
  for (const { name } of tested) expect(list).toContain(`| ${name.replace(/ (in|on) .*$/, '')}`);
});
