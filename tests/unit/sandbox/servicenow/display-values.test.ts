import { describe, expect, it } from 'vitest';
import { aServiceNow } from './support/fixture.js';

const FIELDS = 'sys_id,state,caller_id,parent,sys_updated_on,sys_mod_count,active,sys_domain,watch_list,comments';

async function anIncident() {
  const serviceNow = aServiceNow({ timeZone: 'America/Los_Angeles' });
  const users = serviceNow.people.rows('sys_user');
  const idOf = (userName: string) => users.find((user) => user.user_name === userName)?.sys_id ?? '';
  const made = serviceNow.people.create('incident', {
    caller_id: 'alice',
    state: '2',
    watch_list: [idOf('alice'), idOf('bob')],
    calendar_stc: '102197',
    calendar_duration: '1970-01-02 04:23:17',
  });
  const show = async (query: Record<string, string>) =>
    (await serviceNow.call('GET', `/table/incident/${made.sys_id}`, { query: { sysparm_fields: FIELDS, ...query } }))
      .record;
  return { ...serviceNow, made, alice: idOf('alice'), bob: idOf('bob'), show };
}

describe('a ServiceNow record', () => {
  it('has stored values, and references with links, when nothing is said', async () => {
    const { show, made, alice, bob } = await anIncident();
    expect(await show({})).toEqual({
      sys_id: made.sys_id,
      state: '2',
      caller_id: { link: `http://dev00001.service-now.com/api/now/table/sys_user/${alice}`, value: alice },
      parent: '',
      sys_updated_on: '2026-07-14 00:28:27',
      sys_mod_count: '0',
      active: 'true',
      sys_domain: { link: 'http://dev00001.service-now.com/api/now/table/sys_user_group/global', value: 'global' },
      watch_list: `${alice},${bob}`,
      comments: '',
    });
  });

  it('has only text without links', async () => {
    const { show, alice } = await anIncident();
    expect(await show({ sysparm_exclude_reference_link: 'true' })).toMatchObject({
      caller_id: alice,
      sys_domain: 'global',
    });
  });

  it('shows what people see, times in the zone of who reads', async () => {
    const { show, alice, people, pass } = await anIncident();
    const shown = { sysparm_display_value: 'true' };
    expect(await show(shown)).toMatchObject({
      state: 'In Progress',
      caller_id: {
        display_value: 'Alice Anders',
        link: `http://dev00001.service-now.com/api/now/table/sys_user/${alice}`,
      },
      parent: '',
      sys_updated_on: '2026-07-13 17:28:27',
      active: 'true',
      watch_list: 'Alice Anders, Bob Brandt',
    });
    expect(await show({ ...shown, sysparm_exclude_reference_link: 'true' })).toMatchObject({
      caller_id: 'Alice Anders',
    });
    const syncline = people.rows('sys_user').find((user) => user.user_name === 'syncline')?.sys_id ?? '';
    people.edit('sys_user', syncline, { time_zone: 'Europe/Berlin' });
    pass(1000);
    expect((await show(shown)).sys_updated_on).toBe('2026-07-14 02:28:27');
  });

  it('gives both values when all are asked for', async () => {
    const { show, alice } = await anIncident();
    expect(await show({ sysparm_display_value: 'all' })).toMatchObject({
      state: { display_value: 'In Progress', value: '2' },
      caller_id: {
        display_value: 'Alice Anders',
        link: `http://dev00001.service-now.com/api/now/table/sys_user/${alice}`,
        value: alice,
      },
      parent: { display_value: '', value: '' },
      sys_updated_on: { display_value: '2026-07-13 17:28:27', value: '2026-07-14 00:28:27' },
    });
  });

  it('shows numbers with separators and durations in words', async () => {
    const { show } = await anIncident();
    const query = { sysparm_display_value: 'true', sysparm_fields: 'calendar_stc,calendar_duration,sys_class_name' };
    expect(await show(query)).toEqual({
      calendar_stc: '102,197',
      calendar_duration: '1 Day 4 Hours 23 Minutes',
      sys_class_name: 'Incident',
    });
  });

  it('shows a value that is no choice as it is', async () => {
    const { call } = aServiceNow();
    const body = { category: 'made up' };
    const query = { sysparm_display_value: 'true' };
    expect((await call('POST', '/table/incident', { body, query })).record.category).toBe('made up');
  });

  it('leaves out fields that are not there', async () => {
    const { show } = await anIncident();
    expect(await show({ sysparm_fields: 'state,u_nothing,caller_id.nothing,parent.number' })).toEqual({
      state: '2',
      'parent.number': '',
    });
  });
});
