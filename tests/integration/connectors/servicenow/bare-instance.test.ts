import { describe, expect, it } from 'vitest';
import { json, type SandboxHandler } from '../../../sandbox/http/index.js';
import { openInstance } from './open-instance.js';

const PEOPLE = [{ sys_id: 'b'.repeat(32), user_name: 'syncline', name: 'Sync' }];
const INCIDENTS = [
  {
    sys_id: 'a'.repeat(32),
    number: 'INC1',
    short_description: 'Printer',
    state: 2,
    u_labels: 'x',
    caller_id: { link: `http://127.0.0.1/api/now/table/sys_user/${'b'.repeat(32)}`, value: 'b'.repeat(32) },
    sys_created_on: '2026-07-14 00:00:00',
    sys_created_by: 'syncline',
    sys_updated_on: '2026-07-14 00:00:00',
    sys_updated_by: 'alice',
  },
];

describe('an instance that shows its incidents and people and nothing of itself', () => {
  it('is described as far as can be, and read', async () => {
    const open = await openInstance({ through: () => bareInstance });
    const schema = await open.tool.describe('incident', open.signal);
    expect(schema).toMatchObject({ name: 'Incident', commentChannels: [{ id: 'comments' }, { id: 'work_notes' }] });
    const fields = await open.fields('short_description', 'state', 'caller_id', 'u_labels', 'close_code');
    expect(fields.map((field) => field.kind)).toEqual(['text', 'status', 'user', 'text', 'option']);
    const request = { container: 'incident', ids: ['a'.repeat(32)], fields, comments: false };
    const { items } = await open.tool.read(request, open.signal);
    expect(items[0]).toMatchObject({
      version: { token: '2026-07-14 00:00:00#, not over' },
      changeCount: null,
      createdByUs: true,
      lastChangedByUs: false,
      fields: { short_description: 'Printer', state: { id: '2' }, caller_id: { id: 'b'.repeat(32) }, u_labels: 'x' },
    });
    expect(items[0]?.fields).not.toHaveProperty('close_code');
  });

  it('is told by its address', async () => {
    const open = await openInstance({ through: () => bareInstance });
    const identity = await open.tool.identify(open.signal);
    expect(identity).toMatchObject({
      siteId: null,
      accountId: 'syncline',
      accountName: 'Sync',
      toolTime: expect.any(Date),
    });
    expect(identity.siteName).toMatch(/^127\.0\.0\.1:/);
  });
});

/** Counts nothing, knows no display values, and answers 404 for every table but two. */
const bareInstance: SandboxHandler = {
  handle: async ({ url }) => {
    const tables: Readonly<Record<string, readonly unknown[]>> = { incident: INCIDENTS, sys_user: PEOPLE };
    const result = tables[/table\/(\w+)/.exec(url)?.[1] ?? ''];
    return result === undefined ? json(404, { error: { message: 'Not found' } }) : json(200, { result });
  },
};
