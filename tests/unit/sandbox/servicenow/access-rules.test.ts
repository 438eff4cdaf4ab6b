import { describe, expect, it } from 'vitest';
import { aServiceNow } from './support/fixture.js';

const SYNCLINE = { user: 'syncline', table: 'incident' } as const;

describe('the access rules of ServiceNow', () => {
  it('close a table to a reader, and its records look as if they were not there', async () => {
    const { call, people, access } = aServiceNow();
    const made = people.create('incident', {});
    access.deny({ ...SYNCLINE, operation: 'read' });
    const list = await call('GET', '/table/incident');
    expect([list.status, list.error]).toEqual([403, { message: 'Insufficient rights to query records', detail: null }]);
    expect((await call('GET', `/table/incident/${made.sys_id}`)).status).toBe(404);
    expect((await call('GET', '/table/incident', { as: 'admin' })).status).toBe(200);
    access.allow({ ...SYNCLINE, operation: 'read' });
    expect((await call('GET', '/table/incident')).status).toBe(200);
  });

  it.each([
    ['POST', 'create', 'Insert'],
    ['PATCH', 'write', 'Update'],
    ['DELETE', 'delete', 'Delete'],
  ] as const)('refuse a %s without the right to %s', async (method, operation, word) => {
    const { call, people, access } = aServiceNow();
    const made = people.create('incident', {});
    access.deny({ ...SYNCLINE, operation });
    const path = method === 'POST' ? '/table/incident' : `/table/incident/${made.sys_id}`;
    const reply = await call(method, path, method === 'DELETE' ? {} : { body: { description: 'x' } });
    expect([reply.status, reply.error.detail]).toEqual([
      403,
      `ACL Exception ${word} Failed due to security constraints`,
    ]);
    expect(people.rows('incident')).toEqual([made]);
  });

  it('take a field out of a write without a word', async () => {
    const { call, people, access } = aServiceNow();
    access.deny({ ...SYNCLINE, operation: 'write', field: 'priority' });
    const made = people.create('incident', { priority: '3' });
    const body = { priority: '1', description: 'new' };
    const { status, record } = await call('PATCH', `/table/incident/${made.sys_id}`, { body });
    expect([status, record.priority, record.description]).toEqual([200, '3', 'new']);
  });

  it('take a field out of answers and refuse to query by it', async () => {
    const { call, access } = aServiceNow();
    access.deny({ user: 'syncline', table: 'sys_user', operation: 'read', field: 'email' });
    const { records } = await call('GET', '/table/sys_user');
    expect(records.some((user) => 'email' in user)).toBe(false);
    const queried = await call('GET', '/table/sys_user', { query: { sysparm_query: 'email=alice@example.com' } });
    expect([queried.status, queried.error.detail]).toEqual([
      403,
      'Field(s) present in the query do not have permission to be read',
    ]);
  });

  it('hold for the tables that extend the one they name', async () => {
    const { call, access } = aServiceNow();
    access.deny({ user: 'syncline', table: 'task', operation: 'create' });
    expect((await call('POST', '/table/incident', { body: {} })).status).toBe(403);
  });

  it('cut a page before they hide rows of it', async () => {
    const { call, people, access } = aServiceNow();
    for (let index = 0; index < 10; index += 1) people.create('incident', { u_number: String(index) });
    access.hideRows({ ...SYNCLINE, when: (row) => Number(row.u_number) < 5 });
    const query = { sysparm_query: 'ORDERBYnumber', sysparm_limit: '5' };
    const first = await call('GET', '/table/incident', { query });
    const second = await call('GET', '/table/incident', { query: { ...query, sysparm_offset: '5' } });
    expect([first.records.length, second.records.length]).toEqual([0, 5]);
    expect(first.headers['x-total-count']).toBe('10');
    const hidden = people.rows('incident').find((row) => row.u_number === '0');
    expect((await call('GET', `/table/incident/${hidden?.sys_id}`)).status).toBe(404);
  });
});
