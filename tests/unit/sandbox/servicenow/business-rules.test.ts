import { describe, expect, it } from 'vitest';
import { aServiceNow } from './support/fixture.js';

describe('the business rules of ServiceNow', () => {
  it.each(['state', 'incident_state'])('let the other state follow %s', async (written) => {
    const { people } = aServiceNow();
    const made = people.create('incident', { [written]: '2' });
    expect(made).toMatchObject({ state: '2', incident_state: '2', active: 'true' });
    expect(people.edit('incident', made.sys_id ?? '', { [written]: '3' })).toMatchObject({
      state: '3',
      incident_state: '3',
    });
  });

  it('let state lead when both states are written', () => {
    const { people } = aServiceNow();
    const made = people.create('incident', {});
    const edited = people.edit('incident', made.sys_id ?? '', { state: '2', incident_state: '3' });
    expect(edited).toMatchObject({ state: '2', incident_state: '2' });
  });

  it('note who resolved and closed, and when, and forget it when the incident is opened again', () => {
    const { people, pass } = aServiceNow();
    const users = people.rows('sys_user');
    const bob = users.find((user) => user.user_name === 'bob')?.sys_id;
    const id = people.create('incident', {}).sys_id ?? '';
    expect(people.edit('incident', id, { state: '6' }, { as: 'bob' })).toMatchObject({
      active: 'true',
      resolved_by: bob,
      resolved_at: '2026-07-14 00:28:27',
      closed_at: '',
    });
    pass(1000);
    expect(people.edit('incident', id, { state: '7' }, { as: 'alice' })).toMatchObject({
      active: 'false',
      resolved_by: bob,
      closed_at: '2026-07-14 00:28:28',
    });
    expect(people.edit('incident', id, { state: '2' })).toMatchObject({
      active: 'true',
      resolved_by: '',
      resolved_at: '',
      closed_at: '',
      reopen_count: '1',
    });
  });

  it.each([
    ['1', '1', '1'],
    ['2', '2', '3'],
    ['3', '3', '5'],
    ['1', '3', '3'],
  ])('work out a priority from impact %s and urgency %s where none is given', (impact, urgency, priority) => {
    const { people } = aServiceNow();
    expect(people.create('incident', { impact, urgency }).priority).toBe(priority);
  });

  it('leave a given priority alone', () => {
    const { people } = aServiceNow();
    const made = people.create('incident', { priority: '1' });
    expect(made.priority).toBe('1');
    expect(people.edit('incident', made.sys_id ?? '', { impact: '2' }).priority).toBe('1');
  });

  it('count how often a record went to another group', () => {
    const { people } = aServiceNow();
    const [first, second] = people.rows('sys_user_group').map((group) => group.sys_id ?? '');
    const id = people.create('incident', {}).sys_id ?? '';
    expect(people.edit('incident', id, { assignment_group: first }).reassignment_count).toBe('0');
    expect(people.edit('incident', id, { assignment_group: second }).reassignment_count).toBe('1');
  });

  it('number each kind of task by itself', () => {
    const { people } = aServiceNow();
    const numbers = ['incident', 'incident', 'problem', 'change_request'].map(
      (table) => people.create(table, {}).number,
    );
    expect(numbers).toEqual(['INC0010001', 'INC0010002', 'PRB0010001', 'CHG0010001']);
  });

  it('keep who changed what from what to what', async () => {
    const { call, people, find } = aServiceNow();
    const made = people.create('incident', { short_description: 'before' });
    await call('PATCH', `/table/incident/${made.sys_id}`, { body: { short_description: 'after' } });
    people.edit('incident', made.sys_id ?? '', { description: 'new' }, { as: 'alice' });
    const audit = await find('sys_audit', `documentkey=${made.sys_id}^ORDERBYrecord_checkpoint`);
    expect(
      audit.map(({ fieldname, oldvalue, newvalue, user, record_checkpoint, sys_created_by }) => [
        fieldname,
        oldvalue,
        newvalue,
        user,
        record_checkpoint,
        sys_created_by,
      ]),
    ).toEqual([
      ['short_description', 'before', 'after', 'syncline', '1', 'syncline'],
      ['description', '', 'new', 'alice', '2', 'alice'],
    ]);
  });

  it('keep a trace of what was deleted', async () => {
    const { call, people, find } = aServiceNow();
    const made = people.create('incident', {});
    await call('DELETE', `/table/incident/${made.sys_id}`);
    expect(await find('sys_audit_delete', `documentkey=${made.sys_id}`)).toMatchObject([
      { tablename: 'incident', display_value: made.number, user: 'syncline' },
    ]);
  });
});
