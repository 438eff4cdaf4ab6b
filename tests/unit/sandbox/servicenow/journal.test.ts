import { describe, expect, it } from 'vitest';
import { aServiceNow } from './support/fixture.js';

describe('a journal of ServiceNow', () => {
  it('takes entries by writing to the record, whose answer names none of them', async () => {
    const { call, people, find } = aServiceNow();
    const made = people.create('incident', { short_description: 'x' });
    const body = { comments: 'for the caller', work_notes: 'for us' };
    const { record } = await call('PATCH', `/table/incident/${made.sys_id}`, { body });
    expect(record).toMatchObject({ comments: '', work_notes: '', comments_and_work_notes: '', sys_mod_count: '1' });
    const entries = await find('sys_journal_field', `element_id=${made.sys_id}^ORDERBYelement`);
    expect(JSON.stringify(record)).not.toContain(String(entries[0]?.sys_id));
    expect(
      entries.map(({ element, value, name, sys_created_by }) => ({ element, value, name, sys_created_by })),
    ).toEqual([
      { element: 'comments', value: 'for the caller', name: 'incident', sys_created_by: 'syncline' },
      { element: 'work_notes', value: 'for us', name: 'incident', sys_created_by: 'syncline' },
    ]);
  });

  it('moves the record when an entry is all that was written, and not when it is empty', async () => {
    const { call, people, pass } = aServiceNow();
    const made = people.create('incident', {});
    pass(1000);
    const path = `/table/incident/${made.sys_id}`;
    expect((await call('PATCH', path, { body: { comments: '' } })).record.sys_mod_count).toBe('0');
    expect((await call('PATCH', path, { body: { comments: 'a' } })).record).toMatchObject({
      sys_mod_count: '1',
      sys_updated_on: '2026-07-14 00:28:28',
    });
  });

  it('keeps entries with the same words apart', async () => {
    const { people, find } = aServiceNow();
    const made = people.create('incident', {});
    people.journal('incident', made.number ?? '', 'comments', 'ping', { as: 'alice' });
    people.journal('incident', made.number ?? '', 'comments', 'ping', { as: 'alice' });
    const entries = await find('sys_journal_field', `element_id=${made.sys_id}`);
    expect(new Set(entries.map((entry) => entry.sys_id)).size).toBe(2);
  });

  it('is shown as one text, the newest entry first', async () => {
    const { call, people, pass } = aServiceNow({ timeZone: 'UTC' });
    const made = people.create('incident', {});
    people.journal('incident', made.sys_id ?? '', 'comments', 'first', { as: 'alice' });
    pass(60_000);
    people.journal('incident', made.sys_id ?? '', 'work_notes', 'second', { as: 'bob' });
    const query = { sysparm_display_value: 'true', sysparm_fields: 'comments,work_notes,comments_and_work_notes' };
    const { record } = await call('GET', `/table/incident/${made.sys_id}`, { query });
    const comment = '2026-07-14 00:28:27 - Alice Anders (Comments)\nfirst\n\n';
    const note = '2026-07-14 00:29:27 - Bob Brandt (Work notes)\nsecond\n\n';
    expect(record).toEqual({ comments: comment, work_notes: note, comments_and_work_notes: note + comment });
  });

  it('shows the later of two entries of one second first', async () => {
    const { call, people } = aServiceNow({ timeZone: 'UTC' });
    const made = people.create('incident', {});
    for (const text of ['earlier', 'later']) people.journal('incident', made.sys_id ?? '', 'comments', text);
    const query = { sysparm_display_value: 'true', sysparm_fields: 'comments' };
    const { record } = await call('GET', `/table/incident/${made.sys_id}`, { query });
    expect(String(record.comments).match(/earlier|later/g)).toEqual(['later', 'earlier']);
  });

  it('is found by record and by time', async () => {
    const { people, find, pass } = aServiceNow();
    const made = people.create('incident', {});
    for (const text of ['a', 'b', 'c']) {
      pass(1000);
      people.journal('incident', made.sys_id ?? '', 'comments', text);
    }
    const later = await find(
      'sys_journal_field',
      'name=incident^sys_created_on>=2026-07-14 00:28:29^ORDERBYsys_created_on',
    );
    expect(later.map((entry) => entry.value)).toEqual(['b', 'c']);
  });

  it.each(['syncline', 'admin'])('cannot be edited, emptied or filled past the record by %s', async (as) => {
    const { call, people } = aServiceNow();
    const made = people.create('incident', {});
    const entry = people.journal('incident', made.sys_id ?? '', 'comments', 'said');
    const path = `/table/sys_journal_field/${entry.sys_id}`;
    const edited = await call('PATCH', path, { body: { value: 'unsaid' }, as });
    expect([edited.status, edited.error]).toEqual([
      403,
      { message: 'Operation Failed', detail: 'ACL Exception Update Failed due to security constraints' },
    ]);
    expect((await call('DELETE', path, { as })).status).toBe(403);
    const body = { element: 'comments', element_id: made.sys_id, value: 'smuggled' };
    expect((await call('POST', '/table/sys_journal_field', { body, as })).status).toBe(403);
    expect(people.rows('sys_journal_field').map((each) => each.value)).toEqual(['said']);
  });

  it('has no time of change', async () => {
    const { people, find } = aServiceNow();
    const made = people.create('incident', { comments: 'x' });
    const [entry] = await find('sys_journal_field', `element_id=${made.sys_id}`);
    expect(Object.keys(entry ?? {})).not.toContain('sys_updated_on');
  });
});
