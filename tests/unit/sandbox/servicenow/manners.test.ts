import { describe, expect, it } from 'vitest';
import { serve } from '../../../sandbox/http/index.js';
import { type AServiceNow, aServiceNow, readReply } from './support/fixture.js';

const STORED = { sysparm_exclude_reference_link: 'true' };

function withIncidents(count: number): AServiceNow {
  const serviceNow = aServiceNow();
  for (let index = 0; index < count; index += 1) {
    serviceNow.people.create('incident', { short_description: `no. ${index}`, u_number: String(index) });
  }
  return serviceNow;
}

async function numbersOf(serviceNow: AServiceNow, limit: number, offset: number): Promise<unknown[]> {
  const query = { sysparm_query: 'ORDERBYu_number', sysparm_limit: String(limit), sysparm_offset: String(offset) };
  return (await serviceNow.call('GET', '/table/incident', { query })).records.map((row) => Number(row.u_number));
}

describe('a bad manner of ServiceNow', () => {
  it('B3: many records and several edits of one share a second', async () => {
    const { manners, people, pass, call } = aServiceNow();
    manners.set('B3', { seconds: 5 });
    const stamps = new Set<unknown>();
    const made = people.create('incident', {});
    for (let index = 0; index < 4; index += 1) {
      pass(1000);
      const path = `/table/incident/${made.sys_id}`;
      stamps.add((await call('PATCH', path, { body: { description: `${index}` } })).record.sys_updated_on);
    }
    expect([...stamps]).toEqual([made.sys_updated_on]);
    pass(3000);
    expect(people.create('incident', {}).sys_updated_on).not.toBe(made.sys_updated_on);
  });

  it('B4: pages by offset repeat and skip records', async () => {
    const serviceNow = withIncidents(30);
    serviceNow.manners.set('B4', { rows: 2 });
    expect((await numbersOf(serviceNow, 10, 0))[0]).toBe(0);
    expect((await numbersOf(serviceNow, 10, 10))[0]).toBe(8);
    expect((await numbersOf(serviceNow, 10, 20))[0]).toBe(22);
  });

  it('B5: a page is cut without a word', async () => {
    const serviceNow = withIncidents(30);
    serviceNow.manners.set('B5', { limit: 7 });
    const query = { sysparm_limit: '20' };
    const reply = await serviceNow.call('GET', '/table/incident', { query });
    expect([reply.status, reply.records.length, reply.headers['x-total-count']]).toEqual([200, 7, '30']);
  });

  it('B6: an update is answered 200 and nothing, or not all, is changed', async () => {
    const { call, people, manners } = aServiceNow();
    const made = people.create('incident', { short_description: 'before' });
    const path = `/table/incident/${made.sys_id}`;
    manners.set('B6');
    const body = { short_description: 'after', description: 'after', comments: 'x' };
    const all = await call('PATCH', path, { body });
    expect([all.status, all.record.short_description, all.record.sys_mod_count]).toEqual([200, 'before', '0']);
    manners.set('B6', { fields: ['short_description'] });
    expect((await call('PATCH', path, { body })).record).toMatchObject({
      short_description: 'before',
      description: 'after',
    });
  });

  it('B7: the priority is calculated, line breaks become CR LF', async () => {
    const { call, people, manners } = aServiceNow();
    manners.set('B7');
    const body = { priority: '1', impact: '3', urgency: '3', description: 'a\nb' };
    expect((await call('POST', '/table/incident', { body })).record).toMatchObject({
      priority: '5',
      description: 'a\r\nb',
    });
    expect(people.create('incident', { priority: '5', impact: '1', urgency: '1' }).priority).toBe('1');
  });

  it.each([
    [{ state: '6' }, 'Resolution code, Close notes'],
    [{ state: '7', close_code: 'Resolved' }, 'Close notes'],
    [{ state: '6', close_notes: 'done' }, 'Resolution code'],
    [{ incident_state: '6', close_code: 'No such code', close_notes: 'done' }, 'Resolution code'],
  ])('B10: closing by %j is refused for want of %s', async (body, fields) => {
    const { call, people, manners } = aServiceNow();
    const made = people.create('incident', { description: 'old' });
    manners.set('B10');
    const reply = await call('PATCH', `/table/incident/${made.sys_id}`, { body: { ...body, description: 'new' } });
    expect([reply.status, reply.error]).toEqual([
      403,
      {
        message: 'Operation Failed',
        detail: `Data Policy Exception: \n\tThe following fields are mandatory: ${fields}`,
      },
    ]);
    expect(people.get('incident', made.sys_id ?? '')).toEqual(made);
  });

  it('B10: closing with both is taken', async () => {
    const { call, people, manners } = aServiceNow();
    const made = people.create('incident', {});
    manners.set('B10');
    const body = { state: '6', close_code: 'Resolved', close_notes: 'done' };
    expect((await call('PATCH', `/table/incident/${made.sys_id}`, { body })).record.state).toBe('6');
  });

  it.each([
    [true, 'after', 1],
    [false, 'before', 0],
  ])('B11: an answer is lost, made: %s', async (made, drop, count) => {
    const { send, people, manners, call } = aServiceNow();
    manners.set('B11', { made });
    expect(await send('POST', '/table/incident', { body: { description: 'x' } })).toEqual({ drop });
    expect(people.rows('incident')).toHaveLength(count);
    expect((await call('GET', '/table/incident')).status).toBe(200);
  });

  it('B12: a request that got no answer lands later, before the first request after its time', async () => {
    const { send, call, people, manners, pass } = aServiceNow();
    manners.set('B12', { delayMs: 30_000, times: 1 });
    expect(await send('POST', '/table/incident', { body: { description: 'late' } })).toEqual({ drop: 'hang' });
    pass(29_999);
    expect((await call('GET', '/table/incident')).records).toEqual([]);
    pass(1);
    const { records } = await call('GET', '/table/incident', { query: STORED });
    expect(records).toMatchObject([
      { description: 'late', sys_created_by: 'syncline', sys_created_on: '2026-07-14 00:28:57' },
    ]);
    expect(people.rows('incident')).toHaveLength(1);
  });

  it('B12: what lands late overwrites what came in between', async () => {
    const { send, people, manners, pass } = aServiceNow();
    const made = people.create('incident', { description: 'old' });
    manners.set('B12', { delayMs: 30_000, times: 1, drop: 'before' });
    const path = `/table/incident/${made.sys_id}`;
    expect(await send('PATCH', path, { body: { description: 'late' } })).toEqual({ drop: 'before' });
    people.edit('incident', made.sys_id ?? '', { description: 'in between' });
    pass(30_000);
    expect(people.get('incident', made.sys_id ?? '').description).toBe('late');
  });

  it('B14: the answer to a write says no version', async () => {
    const { call, manners } = aServiceNow();
    manners.set('B14');
    const { record } = await call('POST', '/table/incident', { body: { description: 'x' } });
    expect(record.description).toBe('x');
    expect(Object.keys(record)).not.toContain('sys_updated_on');
    expect(Object.keys(record)).not.toContain('sys_mod_count');
  });

  it.each([
    ['retry-after', 429, { 'retry-after': '5', 'x-ratelimit-reset': '1783988913' }],
    ['reset-only', 429, { 'x-ratelimit-reset': '1783988913' }],
    ['bare', 429, {}],
    ['503', 503, {}],
    ['503-retry-after', 503, { 'retry-after': '5' }],
    ['401', 401, {}],
  ] as const)('B16: %s, and nothing was done', async (kind, status, headers) => {
    const { call, people, manners } = aServiceNow();
    manners.set('B16', { kind, times: 1 });
    const reply = await call('POST', '/table/incident', { body: {} });
    expect(reply.status).toBe(status);
    expect(reply.headers).toMatchObject(headers);
    for (const name of ['retry-after', 'x-ratelimit-reset']) {
      expect(name in reply.headers).toBe(name in headers);
    }
    expect(people.rows('incident')).toEqual([]);
    expect((await call('POST', '/table/incident', { body: {} })).status).toBe(201);
  });

  it('B20: a delete leaves no trace', async () => {
    const { call, people, manners } = aServiceNow();
    const [one, two] = [people.create('incident', {}), people.create('incident', {})];
    manners.set('B20');
    await call('DELETE', `/table/incident/${one.sys_id}`);
    people.remove('incident', two.number ?? '');
    expect(people.rows('sys_audit_delete')).toEqual([]);
  });

  it('B21: an entry comes twice, from two people', async () => {
    const { call, people, manners, find } = aServiceNow();
    const made = people.create('incident', {});
    manners.set('B21', { times: 1 });
    await call('PATCH', `/table/incident/${made.sys_id}`, { body: { comments: 'same' } });
    const entries = await find('sys_journal_field', `element_id=${made.sys_id}`);
    expect(entries.map((entry) => [entry.value, entry.sys_created_by]).sort()).toEqual([
      ['same', 'beth.anglin'],
      ['same', 'syncline'],
    ]);
  });

  it('B23: references come as objects although links were excluded', async () => {
    const { call, people, manners } = aServiceNow();
    const made = people.create('incident', { caller_id: 'alice' });
    manners.set('B23');
    const { record } = await call('GET', `/table/incident/${made.sys_id}`, { query: STORED });
    expect(record.caller_id).toEqual({ link: expect.stringContaining('/sys_user/'), value: made.caller_id });
  });

  it('B25: a proxy answers in its own words, and nothing was done', async () => {
    const { call, people, manners } = aServiceNow();
    manners.set('B25', { kind: 'html' });
    const reply = await call('POST', '/table/incident', { body: {} });
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html;charset=UTF-8']);
    expect(reply.text).toMatch(/^<!DOCTYPE html>/);
    expect(people.rows('incident')).toEqual([]);
  });

  it('B25: an answer ends in the middle, and the work was done', async () => {
    const { call, people, manners } = aServiceNow();
    manners.set('B25', { kind: 'truncated' });
    const reply = await call('POST', '/table/incident', { body: {} });
    expect(reply.status).toBe(201);
    expect(() => JSON.parse(reply.text)).toThrow(SyntaxError);
    expect(people.rows('incident')).toHaveLength(1);
  });

  it('B25: an answer is gigantic, or never comes', async () => {
    const { call, send, manners } = aServiceNow();
    manners.set('B25', { kind: 'gigantic', bytes: 1_000_000 });
    expect((await call('GET', '/table/incident')).text).toHaveLength(1_000_000);
    manners.set('B25', { kind: 'hang' });
    expect(await send('GET', '/table/incident')).toEqual({ drop: 'hang' });
  });

  it('B25: the time for a request is up, with the work done or half the list given', async () => {
    const serviceNow = withIncidents(6);
    serviceNow.manners.set('B25', { kind: 'out-of-time' });
    const list = await serviceNow.call('GET', '/table/incident');
    expect([list.status, list.records.length, list.error.message]).toEqual([
      200,
      3,
      'Transaction cancelled: maximum execution time exceeded',
    ]);
    expect((await serviceNow.call('POST', '/table/incident', { body: {} })).status).toBe(500);
    expect(serviceNow.people.rows('incident')).toHaveLength(7);
  });

  it.each([
    ['rename-choice', 'sys_choice', 'name=incident^element=category^value=software', { label: 'Software*' }],
    ['disable-choice', 'sys_choice', 'name=incident^element=category^value=database', { inactive: 'true' }],
    ['rename-field', 'sys_dictionary', 'name=incident^element=u_labels', { column_label: 'Tags (renamed)' }],
    ['deactivate-user', 'sys_user', 'user_name=dave', { active: 'false' }],
  ] as const)('B26: an administrator does once: %s', async (happening, table, query, after) => {
    const { find, manners } = aServiceNow();
    const [before] = await find(table, query);
    expect(before).not.toMatchObject(after);
    manners.set('B26', { happening });
    await find('incident', '');
    await find('incident', '');
    expect(await find(table, query)).toMatchObject([after]);
    expect(manners.shown('B26')).toBe(1);
  });

  it('B27: e-mail addresses are hidden and nobody can be assigned', async () => {
    const { call, people, manners, find } = aServiceNow();
    const made = people.create('incident', { assigned_to: 'bob' });
    manners.set('B27');
    expect((await find('sys_user', 'user_name=alice'))[0]).toMatchObject({ user_name: 'alice', email: '' });
    const body = { assigned_to: 'alice', description: 'new' };
    const { record } = await call('PATCH', `/table/incident/${made.sys_id}`, { body, query: STORED });
    expect(record).toMatchObject({ assigned_to: made.assigned_to, description: 'new' });
  });

  it('B28: another instance answers, with the same records, until it is switched back', async () => {
    const { find, people, manners } = aServiceNow();
    const made = people.create('incident', {});
    const identity = async () => (await find('sys_properties', 'name=instance_id'))[0]?.value;
    const own = await identity();
    manners.set('B28');
    expect(await identity()).not.toBe(own);
    expect((await find('incident', ''))[0]?.sys_id).toBe(made.sys_id);
    manners.clear('B28');
    expect(await identity()).toBe(own);
  });

  it('shows itself at random, the same for the same seed', async () => {
    const outcomes = async () => {
      const { send, manners } = aServiceNow();
      manners.random(0.05);
      const seen: string[] = [];
      for (let index = 0; index < 300; index += 1) {
        const outcome = await send('POST', '/table/incident', { body: { description: `${index}` } });
        seen.push('drop' in outcome ? outcome.drop : String(outcome.status));
      }
      return seen;
    };
    const seen = await outcomes();
    expect(await outcomes()).toEqual(seen);
    expect(new Set(seen)).toEqual(new Set(['201', '429', '503', '500', '200', 'hang', 'before', 'after']));
  });

  it('is seen by the hook and the counters, answered or not', async () => {
    const seen: string[] = [];
    const { sandbox, send, manners } = aServiceNow({
      onExchange: ({ operation, outcome, at }) =>
        seen.push(`${operation} ${'drop' in outcome ? outcome.drop : outcome.status} ${at.toISOString()}`),
    });
    manners.set('B11', { made: true });
    await send('POST', '/table/incident', { body: {} });
    await send('GET', '/table/incident');
    const at = '2026-07-14T00:28:27.400Z';
    expect(seen).toEqual([`createRecord after ${at}`, `listRecords 200 ${at}`]);
    expect([sandbox.calls.reads, sandbox.calls.writes, sandbox.calls.of('createRecord')]).toEqual([1, 1, 1]);
    sandbox.calls.reset();
    expect([sandbox.calls.reads, sandbox.calls.writes, sandbox.calls.of('createRecord')]).toEqual([0, 0, 0]);
  });
});

describe('over a socket', () => {
  it('the same instance answers', async () => {
    const { sandbox } = aServiceNow();
    const served = await serve(sandbox);
    try {
      const headers = { authorization: 'Bearer syncline-token', 'content-type': 'application/json' };
      const response = await fetch(`${served.url}/api/now/table/incident`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ caller_id: 'alice' }),
      });
      const outcome = {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
      const { record } = readReply(outcome);
      expect(record.caller_id).toMatchObject({
        link: expect.stringContaining(`${served.url}/api/now/table/sys_user/`),
      });
      expect(response.headers.get('location')).toContain(served.url);
    } finally {
      await served.close();
    }
  });
});
