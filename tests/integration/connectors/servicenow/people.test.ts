import { describe, expect, it } from 'vitest';
import { type OpenInstance, openInstance } from './open-instance.js';

describe('the account', () => {
  it('is told with its instance and the clock there', async () => {
    const open = await openInstance();
    expect(await open.tool.identify(open.signal)).toEqual({
      siteId: 'c0ffee00c0ffee00c0ffee00c0ffee00',
      siteName: 'dev00001',
      accountId: 'syncline',
      accountName: 'Syncline Integration',
      timeZone: 'UTC',
      toolTime: new Date('2026-07-14T00:00:00.000Z'),
    });
  });

  it('meets another instance behind the same address (B28)', async () => {
    const open = await openInstance();
    open.sandbox.manners.set('B28');
    const { siteId } = await open.tool.identify(open.signal);
    expect(siteId).toBe('0123456789abcdef0123456789abcdef');
  });

  it('does without properties that it may not read', async () => {
    const open = await openInstance();
    open.sandbox.access.deny({ user: 'syncline', table: 'sys_properties', operation: 'read' });
    const identity = await open.tool.identify(open.signal);
    expect(identity).toMatchObject({ siteId: null, siteName: expect.stringMatching(/^127\.0\.0\.1:/) });
  });

  it('is refused with a wrong password', async () => {
    const open = await openInstance({ auth: { kind: 'basic', username: 'syncline', password: 'wrong' } });
    await expect(open.tool.identify(open.signal)).rejects.toMatchObject({ name: 'ReconnectNeededError' });
  });

  it('behind a token is asked for once', async () => {
    const open = await openInstance({ auth: { kind: 'token', token: 'syncline-token' } });
    expect(await open.tool.identify(open.signal)).toMatchObject({ accountId: 'syncline' });
    const calls = open.exchanges.length;
    await open.tool.identify(open.signal);
    expect(open.exchanges).toHaveLength(2 * calls - 1);
  });

  it('behind a token that cannot be told says what would tell it', async () => {
    const open = await openInstance({ auth: { kind: 'token', token: 'syncline-token' } });
    open.sandbox.access.deny({ user: 'syncline', table: 'sys_user', operation: 'read' });
    await expect(open.tool.identify(open.signal)).rejects.toMatchObject({
      name: 'ReconnectNeededError',
      message: expect.stringContaining('its own record in sys_user'),
    });
  });
});

describe('people', () => {
  it('are found by e-mail, user name and sys_id in one call, whatever the case', async () => {
    const open = await openInstance();
    const [alice, beth] = [person(open, 'alice'), person(open, 'beth.anglin')];
    const tokens = [alice.email?.toUpperCase() ?? '', 'Beth.Anglin', alice.sys_id ?? '', 'nobody', ''];
    const found = await open.tool.users(tokens, open.signal);
    expect([...found].map(([token, user]) => [token, user.id])).toEqual([
      [tokens[0], alice.sys_id],
      [tokens[1], beth.sys_id],
      [tokens[2], alice.sys_id],
    ]);
    expect(found.get('Beth.Anglin')).toMatchObject({ label: 'Beth Anglin', email: beth.email });
    expect(open.exchanges).toHaveLength(1);
  });

  it('that share an e-mail are told apart by being active, or not at all', async () => {
    const open = await openInstance();
    const { people } = open.sandbox;
    for (const user_name of ['old', 'new']) people.create('sys_user', { user_name, email: 'shared@example.com' });
    expect([...(await open.tool.users(['shared@example.com'], open.signal))]).toEqual([]);
    people.edit('sys_user', person(open, 'old').sys_id ?? '', { active: 'false' });
    const found = await open.tool.users(['shared@example.com'], open.signal);
    expect(found.get('shared@example.com')?.id).toBe(person(open, 'new').sys_id);
  });
});

describe('a value as a person wrote it', () => {
  it('becomes the person or record that it names', async () => {
    const open = await openInstance();
    const [caller, group, watchers] = await open.fields('caller_id', 'assignment_group', 'watch_list');
    if (caller === undefined || group === undefined || watchers === undefined) throw new Error('incident lost a field');
    const alice = person(open, 'alice');
    expect(await open.tool.parse(caller, 'alice', open.signal)).toMatchObject({ id: alice.sys_id });
    expect(await open.tool.parse(watchers, ['alice'], open.signal)).toMatchObject([{ id: alice.sys_id }]);
    const known = open.sandbox.people.rows('sys_user_group')[0];
    const byName = await open.tool.parse(group, known?.name ?? '', open.signal);
    expect(byName).toMatchObject({ id: known?.sys_id, label: known?.name });
    expect(await open.tool.parse(group, known?.sys_id ?? '', open.signal)).toMatchObject({ label: known?.name });
  });

  it('that names nothing is refused with field and value', async () => {
    const open = await openInstance();
    for (const field of await open.fields('caller_id', 'assignment_group')) {
      await expect(open.tool.parse(field, 'nobody', open.signal)).rejects.toMatchObject({
        name: 'ConfigurationError',
        message: expect.stringMatching(new RegExp(`${field.id}.*"nobody"`)),
      });
    }
  });
});

function person(open: OpenInstance, userName: string): Readonly<Record<string, string>> {
  const found = open.sandbox.people.rows('sys_user').find((row) => row.user_name === userName);
  if (found === undefined) throw new Error(`the instance has no ${userName}`);
  return found;
}
