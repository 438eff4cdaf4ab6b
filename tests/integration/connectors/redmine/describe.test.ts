import { expect, it } from 'vitest';
import { listeningLog } from '../../../support/listening-log.js';
import { createIssueField } from '../../../support/redmine-admin.js';
import { describeWithRedmine } from '../../../support/redmine-server.js';
import { useRedmine } from './open-redmine.js';

describeWithRedmine('what a connection to Redmine sees', () => {
  const redmine = useRedmine();

  it('is who it speaks to and as whom; nothing identifies an installation', async () => {
    const { server, alice, open } = redmine.current;
    const id = await alice.create({ subject: 'the latest change' });
    const { tool, signal } = open();
    const identity = await tool.identify(signal);
    expect(identity).toMatchObject({
      siteId: null,
      siteName: new URL(server.url).host,
      accountId: server.userIds.sync,
      accountName: 'Sync Robot',
      timeZone: 'UTC',
    });
    // Redmine by itself sends no Date.
    expect(identity.toolTime).toEqual(new Date((await alice.issue(id)).updated_on));
  });

  it('is opened by user name and password too, and refused without the right ones', async () => {
    const { server, open } = redmine.current;
    const basic = (password: string) => open({ auth: { kind: 'basic', username: 'sync', password } });
    const { tool, signal } = basic(server.passwords.sync);
    expect(await tool.identify(signal)).toMatchObject({ accountId: server.userIds.sync });
    await expect(basic('wrong').tool.identify(signal)).rejects.toMatchObject({ name: 'ReconnectNeededError' });
    const wrongKey = open({ auth: { kind: 'token', token: 'wrong', header: 'X-Redmine-API-Key' } });
    await expect(wrongKey.tool.identify(signal)).rejects.toMatchObject({ name: 'ReconnectNeededError' });
  });

  it('is a project with its trackers, and for an administrator with everything about custom fields', async () => {
    const { open, markField } = redmine.current;
    const { tool, signal } = open({ as: 'admin', options: { customFields: {} } });
    const schema = await tool.describe('sync', signal);
    expect(schema).toMatchObject({ id: '1', key: 'sync', name: 'Sync Target' });
    expect(schema.itemTypes.map(({ name }) => name)).toEqual(['Bug', 'Feature', 'Support']);
    expect(schema.commentChannels).toEqual([
      { id: 'notes', internal: false, kept: true },
      { id: 'private_notes', internal: true, kept: true },
    ]);
    const field = (id: string) => schema.itemTypes[0]?.fields.find((one) => one.id === id);
    expect(field('subject')).toMatchObject({ name: 'Subject', kind: 'text', required: true, maxLength: 255 });
    expect(field('estimated_hours')).toMatchObject({ kind: 'duration' });
    expect(field('status')?.options).toContainEqual({ id: '5', label: 'Closed', disabled: false, category: 'closed' });
    expect(field('category')?.options).toMatchObject([{ label: 'Backend' }]);
    expect(field('cf_2')).toMatchObject({ name: 'Severity', kind: 'option' });
    expect(field('cf_2')?.options?.map(({ label }) => label)).toEqual(['S1', 'S2', 'S3', 'S4']);
    const kinds = ['cf_1', 'cf_3', 'cf_4', 'cf_5', 'cf_6'].map((id) => field(id)?.kind);
    expect(kinds).toEqual(['text', 'date', 'number', 'boolean', 'options']);
    expect(field(`cf_${markField}`)).toMatchObject({ onCreate: false, onUpdate: false });
  });

  it('is for other accounts what the configuration says of custom fields, and text where it does not', async () => {
    const { open, alice } = redmine.current;
    await alice.create({ subject: 'shows which fields there are' });
    const { lines, log } = listeningLog();
    const { tool, signal } = open({ log, options: { customFields: { cf_2: 'list', cf_6: 'list[]' } } });
    const fields = (await tool.describe('sync', signal)).itemTypes[0]?.fields ?? [];
    const kindOf = (name: string) => fields.find((field) => field.name === name)?.kind;
    expect(['Severity', 'Labels', 'Points'].map(kindOf)).toEqual(['option', 'options', 'text']);
    expect(JSON.stringify(lines)).toContain('cf_4 (Points)');
  });

  it('keeps private notes only where the role may write them', async () => {
    const { open } = redmine.current;
    const { tool, signal } = open({ as: 'bob' });
    expect((await tool.describe('sync', signal)).commentChannels).toContainEqual({
      id: 'private_notes',
      internal: true,
      kept: false,
    });
  });

  it('says what is wrong with the project or the field for marks', async () => {
    const { open, server } = redmine.current;
    const { tool, signal } = open();
    await expect(tool.describe('nowhere', signal)).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining('no project "nowhere"'),
    });
    const unsearchable = await createIssueField(server, { name: 'Not a filter', isFilter: false });
    const wrong = (markField: string) => open({ as: 'admin', options: { markField } }).tool.describe('sync', signal);
    await expect(wrong(`cf_${unsearchable}`)).rejects.toThrow(/tick "Used as a filter"/);
    await expect(wrong('cf_3')).rejects.toThrow(/"Due At" is a date, and a text is needed/);
    await expect(wrong('cf_99')).rejects.toThrow(/no such custom field/);
  });

  it('knows people by login, name, number and, where it may see it, e-mail', async () => {
    const { open, server } = redmine.current;
    const alice = { id: server.userIds.alice, label: 'Alice Arnold' };
    const tokens = ['alice', 'Alice Arnold', server.userIds.alice, 'alice@example.test', 'nobody'];
    const { tool, signal } = open({ as: 'admin' });
    const seen = await tool.users(tokens, signal);
    expect([...seen.keys()]).toEqual(tokens.slice(0, 4));
    for (const token of tokens.slice(0, 4)) {
      expect(seen.get(token)).toEqual({ ...alice, email: 'alice@example.test' });
    }
    // Owners hide their addresses unless they say otherwise.
    const hidden = await open().tool.users(tokens, signal);
    expect([...hidden]).toEqual(tokens.slice(0, 3).map((token) => [token, { ...alice, email: null }]));
  });

  it('takes values as people write them', async () => {
    const { open } = redmine.current;
    const { tool, signal, fields } = open({ as: 'admin' });
    const [status, severity, labels, assignee, due, verified] = await fields(
      'status',
      'cf_2',
      'cf_6',
      'assigned_to',
      'due_date',
      'cf_5',
    );
    if (!status || !severity || !labels || !assignee || !due || !verified) throw new Error('a field is missing');
    expect(await tool.parse(status, 'In progress', signal)).toEqual({ id: '2', label: 'In Progress' });
    expect(await tool.parse(labels, ['red', 'blue'], signal)).toMatchObject([{ id: 'red' }, { id: 'blue' }]);
    expect(await tool.parse(assignee, 'bob', signal)).toMatchObject({ label: 'Bob Baker' });
    expect(await tool.parse(due, '2027-01-02', signal)).toBe('2027-01-02');
    expect(await tool.parse(verified, true, signal)).toBe(true);
    await expect(tool.parse(severity, 'S9', signal)).rejects.toThrow(/"S9" does not fit: it can be S1, S2, S3, S4/);
    await expect(tool.parse(assignee, 'carol', signal)).rejects.toThrow(/no single person/);
  });
});
