import { describe, expect, it } from 'vitest';
import { type OpenInstance, openInstance } from './open-instance.js';

describe('reading items', () => {
  it('gives typed values, moments in UTC and labels beside ids, in one call', async () => {
    const open = await openInstance();
    const person = open.sandbox.people.rows('sys_user').find((row) => row.user_name === 'beth.anglin');
    const made = open.sandbox.people.create('incident', {
      short_description: 'Printer',
      description: 'one\r\ntwo',
      priority: '2',
      caller_id: person?.sys_id ?? '',
      watch_list: `${person?.sys_id},someone@example.com`,
      u_number: '1200',
      u_flag: 'true',
      u_due: '2026-08-01',
      u_when: '2026-07-14 10:20:30',
      time_worked: '1970-01-02 01:00:05',
      close_notes: '',
    });
    const ids = ['short_description', 'description', 'priority', 'state', 'caller_id', 'watch_list', 'u_number'];
    const fields = await open.fields(...ids, 'u_flag', 'u_due', 'u_when', 'time_worked', 'close_notes');
    const { items } = await open.tool.read(
      { container: 'incident', ids: [made.sys_id ?? ''], fields, comments: false },
      open.signal,
    );
    expect(items[0]).toEqual({
      id: made.sys_id,
      key: 'INC0010001',
      version: { token: '2026-07-14 00:00:00#0', at: '2026-07-14T00:00:00.000Z' },
      mark: null,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/nav_to\.do\?uri=incident\.do%3Fsys_id%3D[0-9a-f]{32}$/),
      container: 'incident',
      typeId: 'incident',
      createdAt: '2026-07-14T00:00:00.000Z',
      createdByUs: false,
      lastChangedByUs: false,
      changeCount: 0,
      fields: {
        short_description: 'Printer',
        description: 'one\ntwo',
        priority: { id: '2', label: '2 - High' },
        state: { id: '1', label: 'New' },
        caller_id: { id: person?.sys_id, label: 'Beth Anglin', email: null },
        watch_list: [
          { id: person?.sys_id, label: expect.any(String), email: null },
          { id: 'someone@example.com', label: 'someone@example.com', email: null },
        ],
        u_number: 1200,
        u_flag: true,
        u_due: '2026-08-01',
        u_when: '2026-07-14T10:20:30.000Z',
        time_worked: 90_005,
        close_notes: null,
      },
      comments: null,
    });
    expect(open.exchanges).toHaveLength(1);
  });

  it('takes references as objects though links were excluded (B23)', async () => {
    const open = await openInstance();
    const [caller] = await open.fields('caller_id');
    const person = open.sandbox.people.rows('sys_user')[0]?.sys_id ?? '';
    const made = open.sandbox.people.create('incident', { caller_id: person });
    open.sandbox.manners.set('B23');
    const request = {
      container: 'incident',
      ids: [made.sys_id ?? ''],
      fields: caller ? [caller] : [],
      comments: false,
    };
    const { items } = await open.tool.read(request, open.signal);
    expect(items[0]?.fields.caller_id).toMatchObject({ id: person });
  });

  it('leaves a field out that the account may not read', async () => {
    const open = await openInstance();
    const fields = await open.fields('short_description', 'description');
    const made = open.sandbox.people.create('incident', { short_description: 'seen', description: 'hidden' });
    open.sandbox.access.deny({ user: 'syncline', table: 'incident', operation: 'read', field: 'description' });
    const request = { container: 'incident', ids: [made.sys_id ?? ''], fields, comments: false };
    const { items } = await open.tool.read(request, open.signal);
    expect(items[0]?.fields).toEqual({ short_description: 'seen' });
  });

  it('tells a deleted record from one that is out of sight', async () => {
    const open = await openInstance();
    const [gone, hidden] = [1, 2].map(() => open.sandbox.people.create('incident', {}).sys_id ?? '');
    const ids = [gone ?? '', hidden ?? ''];
    open.sandbox.people.remove('incident', gone ?? '');
    open.sandbox.access.hideRows({ user: 'syncline', table: 'incident', when: (row) => row.sys_id === hidden });
    const request = { container: 'incident', ids, fields: [], comments: false };
    expect(await open.tool.read(request, open.signal)).toEqual({
      items: [],
      missing: [
        { id: gone, deleted: true, replacedBy: null },
        { id: hidden, deleted: false, replacedBy: null },
      ],
    });
    open.sandbox.access.deny({ user: 'syncline', table: 'sys_audit_delete', operation: 'read' });
    const { missing } = await open.tool.read(request, open.signal);
    expect(missing.map(({ deleted }) => deleted)).toEqual([false, false]);
  });

  it('reads the journals of a whole batch in one more call, oldest first', async () => {
    const open = await openInstance();
    const [first, second] = [1, 2].map(() => open.sandbox.people.create('incident', {}).sys_id ?? '');
    say(open, first, 'comments', 'Any news?', 'alice');
    say(open, second, 'work_notes', 'Look at the cable', 'beth.anglin');
    say(open, first, 'comments', 'Any news?', 'alice');
    say(open, first, 'comments', 'Alice Doe (Jira) [syncline:m1]\r\nHello\r\nyou', 'syncline');
    const request = { container: 'incident', ids: [first ?? '', second ?? ''], fields: [], comments: true };
    const { items } = await open.tool.read(request, open.signal);
    expect(open.exchanges).toHaveLength(2);
    const comments = items.find((item) => item.id === first)?.comments ?? [];
    expect(comments.map((comment) => [comment.body.value, comment.author.label, comment.mark])).toEqual([
      ['Any news?', 'alice', null],
      ['Any news?', 'alice', null],
      ['Hello\nyou', 'syncline', 'm1'],
    ]);
    expect(comments.map((comment) => comment.byUs)).toEqual([false, false, true]);
    expect(items.find((item) => item.id === second)?.comments).toMatchObject([
      { channel: 'work_notes', createdAt: '2026-07-14T00:00:02.000Z' },
    ]);
  });
});

function say(
  open: OpenInstance,
  id: string | undefined,
  element: 'comments' | 'work_notes',
  text: string,
  as: string,
): void {
  open.tick();
  open.sandbox.people.journal('incident', id ?? '', element, text, { as });
}
