import { describe, expect, it } from 'vitest';
import { aServiceNow } from './support/fixture.js';

const STORED = { sysparm_exclude_reference_link: 'true' };

describe('a ServiceNow table', () => {
  it('creates a record with defaults, a number, stamps and the address of what it made', async () => {
    const { call } = aServiceNow();
    const reply = await call('POST', '/table/incident', {
      query: STORED,
      body: { short_description: 'VPN is down', impact: '3', urgency: '3' },
    });
    expect(reply.status).toBe(201);
    expect(reply.record).toMatchObject({
      number: 'INC0010001',
      state: '1',
      incident_state: '1',
      active: 'true',
      priority: '5',
      category: 'inquiry',
      opened_at: '2026-07-14 00:28:27',
      sys_created_on: '2026-07-14 00:28:27',
      sys_updated_on: '2026-07-14 00:28:27',
      sys_created_by: 'syncline',
      sys_updated_by: 'syncline',
      sys_mod_count: '0',
      sys_class_name: 'incident',
    });
    expect(reply.record.sys_id).toMatch(/^[0-9a-f]{32}$/);
    expect(reply.headers.location).toBe(
      `http://dev00001.service-now.com/api/now/table/incident/${String(reply.record.sys_id)}`,
    );
    expect(reply.headers.date).toBe('Tue, 14 Jul 2026 00:28:27 GMT');
  });

  it('answers only strings, whatever kind was sent', async () => {
    const { call } = aServiceNow();
    const body = { u_number: 12.7, u_flag: true, u_due: '2026-08-01', u_when: '2026-08-01 12:00:00', state: 2 };
    const { record } = await call('POST', '/table/incident', { body, query: STORED });
    expect(record).toMatchObject({
      u_number: '12',
      u_flag: 'true',
      u_due: '2026-08-01',
      u_when: '2026-08-01 12:00:00',
      state: '2',
    });
    expect(new Set(Object.values(record).map((value) => typeof value))).toEqual(new Set(['string']));
  });

  it.each(['PATCH', 'PUT'])('changes by %s what is named, counts the change and leaves the rest', async (method) => {
    const { call, people, pass } = aServiceNow();
    const made = people.create('incident', { short_description: 'before', description: 'stays' }, { as: 'alice' });
    pass(61_000);
    const path = `/table/incident/${made.sys_id}`;
    const { status, record } = await call(method, path, { body: { short_description: 'after' }, query: STORED });
    expect(status).toBe(200);
    expect(record).toMatchObject({
      short_description: 'after',
      description: 'stays',
      sys_mod_count: '1',
      sys_updated_on: '2026-07-14 00:29:28',
      sys_updated_by: 'syncline',
      sys_created_by: 'alice',
    });
  });

  it('moves no stamp when nothing changes', async () => {
    const { call, people, pass } = aServiceNow();
    const made = people.create('incident', { short_description: 'same' });
    pass(60_000);
    const body = { short_description: 'same', no_such_field: 'x' };
    const { status, record } = await call('PATCH', `/table/incident/${made.sys_id}`, { body });
    expect(status).toBe(200);
    expect(record).toMatchObject({ sys_mod_count: '0', sys_updated_on: made.sys_updated_on, sys_updated_by: 'admin' });
  });

  it('does not let anybody set stamps and ids', async () => {
    const { call } = aServiceNow();
    const body = {
      sys_id: '0'.repeat(32),
      sys_mod_count: '9',
      sys_updated_on: '2001-01-01 00:00:00',
      sys_created_by: 'x',
    };
    const { record } = await call('POST', '/table/incident', { body });
    expect(record).toMatchObject({
      sys_mod_count: '0',
      sys_updated_on: '2026-07-14 00:28:27',
      sys_created_by: 'syncline',
    });
    expect(record.sys_id).not.toBe(body.sys_id);
  });

  it('keeps what only the platform writes', async () => {
    const { call, people } = aServiceNow();
    const made = people.create('incident', {});
    const body = {
      sys_created_by: 'x',
      sys_created_on: '2001-01-01 00:00:00',
      task_effective_number: 'X',
      sys_class_name: 'x',
    };
    await call('PATCH', `/table/incident/${made.sys_id}`, { body });
    expect(people.get('incident', made.sys_id ?? '')).toEqual(made);
  });

  it('cuts text at the length of its column without a word', async () => {
    const { call } = aServiceNow();
    const body = {
      short_description: 's'.repeat(200),
      correlation_display: 'm'.repeat(120),
      u_labels: 'l'.repeat(300),
    };
    const { record } = await call('POST', '/table/incident', { body });
    expect(record.short_description).toHaveLength(160);
    expect(record.correlation_display).toHaveLength(100);
    expect(record.u_labels).toHaveLength(255);
  });

  it('takes a user by name, and leaves the field alone when nobody has the name', async () => {
    const { call, sandbox } = aServiceNow();
    const alice = sandbox.people.rows('sys_user').find((user) => user.user_name === 'alice')?.sys_id;
    const made = await call('POST', '/table/incident', { body: { caller_id: 'alice' }, query: STORED });
    expect(made.record.caller_id).toBe(alice);
    const path = `/table/incident/${String(made.record.sys_id)}`;
    const kept = await call('PATCH', path, { body: { caller_id: 'nobody.here' }, query: STORED });
    expect(kept.record).toMatchObject({ caller_id: alice, sys_mod_count: '0' });
    const emptied = await call('PATCH', path, { body: { caller_id: '' }, query: STORED });
    expect(emptied.record.caller_id).toBe('');
  });

  it('takes labels, names and times of the zone as display values when it is told to', async () => {
    const { call } = aServiceNow({ timeZone: 'America/Los_Angeles' });
    const { record } = await call('POST', '/table/incident', {
      body: { state: 'In Progress', category: 'Software', caller_id: 'Alice Anders', u_when: '2026-07-13 17:28:27' },
      query: { sysparm_input_display_value: 'true', sysparm_display_value: 'all' },
    });
    expect(record).toMatchObject({
      state: { value: '2', display_value: 'In Progress' },
      category: { value: 'software', display_value: 'Software' },
      caller_id: { display_value: 'Alice Anders' },
      u_when: { value: '2026-07-14 00:28:27', display_value: '2026-07-13 17:28:27' },
    });
  });

  it('deletes for good', async () => {
    const { call, people } = aServiceNow();
    const made = people.create('incident', { short_description: 'x' });
    const deleted = await call('DELETE', `/table/incident/${made.sys_id}`);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await call('GET', `/table/incident/${made.sys_id}`)).status).toBe(404);
    expect((await call('DELETE', `/table/incident/${made.sys_id}`)).status).toBe(404);
  });

  it('shows incidents among tasks and finds them there by id', async () => {
    const { call, people, find } = aServiceNow();
    const incident = people.create('incident', { short_description: 'both' });
    people.create('problem', { short_description: 'both' });
    expect((await find('task', 'short_description=both')).map((row) => row.sys_class_name).sort()).toEqual([
      'incident',
      'problem',
    ]);
    expect((await call('GET', `/table/task/${incident.sys_id}`)).record.number).toBe(incident.number);
  });

  it.each(['', '/v1', '/v2'])('answers below /api/now%s', async (version) => {
    const { call, people } = aServiceNow();
    people.create('incident', {});
    expect((await call('GET', `${version}/table/incident`)).records).toHaveLength(1);
  });

  it('counts what a query finds', async () => {
    const { call, people } = aServiceNow();
    for (const state of ['1', '2', '2']) people.create('incident', { state });
    const query = { sysparm_count: 'true', sysparm_query: 'state=2' };
    expect((await call('GET', '/stats/incident', { query })).record).toEqual({ stats: { count: '2' } });
  });

  it('lists no attachments', async () => {
    const { call } = aServiceNow();
    const query = { sysparm_query: 'table_name=incident^table_sys_id=1', sysparm_limit: '100', sysparm_offset: '0' };
    const reply = await call('GET', '/attachment', { query });
    expect([reply.records, reply.headers['x-total-count']]).toEqual([[], '0']);
  });
});

describe('a refusal of ServiceNow', () => {
  it('says 401 to strangers, wrong passwords, wrong tokens and people who have left', async () => {
    const { call, people, sandbox } = aServiceNow();
    const stranger = await call('GET', '/table/incident', { as: undefined });
    expect([stranger.status, stranger.error]).toEqual([
      401,
      { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
    ]);
    const wrong = ['Basic c3luY2xpbmU6d3Jvbmc=', 'Bearer nonsense', 'Digest x'];
    for (const authorization of wrong) {
      const outcome = await sandbox.handle({
        method: 'GET',
        url: '/api/now/table/incident',
        headers: { authorization },
        body: null,
      });
      expect(outcome).toMatchObject({ status: 401 });
    }
    const dave = people.rows('sys_user').find((user) => user.user_name === 'dave')?.sys_id ?? '';
    expect((await call('GET', '/table/incident', { as: 'dave' })).status).toBe(200);
    people.edit('sys_user', dave, { active: 'false' });
    expect((await call('GET', '/table/incident', { as: 'dave' })).status).toBe(401);
  });

  it('takes a token in place of a password', async () => {
    const { sandbox } = aServiceNow();
    const headers = { authorization: 'Bearer syncline-token' };
    const outcome = await sandbox.handle({ method: 'GET', url: '/api/now/table/incident', headers, body: null });
    expect(outcome).toMatchObject({ status: 200 });
  });

  it.each([
    ['GET', '/table/no_such_table', 400, 'Invalid table no_such_table', null],
    ['POST', '/table/no_such_table', 400, 'Invalid table no_such_table', null],
    [
      'GET',
      `/table/incident/${'0'.repeat(32)}`,
      404,
      'No Record found',
      "Record doesn't exist or ACL restricts the record retrieval",
    ],
    ['GET', '/tables/incident', 400, 'Requested URI does not represent any resource', null],
    ['DELETE', '/table/incident', 405, 'Method not supported', null],
  ])('answers %s %s with %i', async (method, path, status, message, detail) => {
    const { call } = aServiceNow();
    const reply = await call(method, path, method === 'POST' ? { body: {} } : {});
    expect([reply.status, JSON.parse(reply.text)]).toEqual([status, { error: { message, detail }, status: 'failure' }]);
  });

  it('answers 400 to a body that is no JSON object, to scripts and to a negative offset', async () => {
    const { call, sandbox } = aServiceNow();
    const headers = { authorization: 'Bearer syncline-token', 'content-type': 'application/json' };
    const broken = { method: 'POST', url: '/api/now/table/incident', headers, body: Buffer.from('{"a":') };
    expect(await sandbox.handle(broken)).toMatchObject({ status: 400 });
    expect((await call('POST', '/table/incident', { body: 'text' })).status).toBe(400);
    const scripted = { sysparm_query: 'sys_created_on>=javascript:gs.daysAgo(1)' };
    expect((await call('GET', '/table/incident', { query: scripted })).status).toBe(400);
    expect((await call('GET', '/table/incident', { query: { sysparm_offset: '-1' } })).status).toBe(400);
  });

  it('answers 414 to an address that servers in front of an instance do not take', async () => {
    const { call } = aServiceNow();
    const query = { sysparm_query: `sys_idIN${'0'.repeat(32)},`.repeat(300) };
    expect((await call('GET', '/table/incident', { query })).status).toBe(414);
  });
});
