import { describe, expect, it } from 'vitest';
import { text } from '../../../sandbox/servicenow/index.js';
import { aServiceNow } from './support/fixture.js';

const STORED = { sysparm_exclude_reference_link: 'true' };

describe('what ServiceNow says about itself', () => {
  it('says which table a table extends', async () => {
    const { find } = aServiceNow();
    const [incident] = await find('sys_db_object', 'name=incident', STORED);
    const [parent] = await find('sys_db_object', `sys_id=${String(incident?.super_class)}`, STORED);
    expect(parent).toMatchObject({ name: 'task', label: 'Task', super_class: '' });
  });

  it('describes a column at the table that declares it, and a table by a row without a column', async () => {
    const { find } = aServiceNow();
    const own = await find('sys_dictionary', 'name=incident^elementINu_labels,caller_id,short_description', STORED);
    expect(own.map((row) => row.element).sort()).toEqual(['caller_id', 'u_labels']);
    const [inherited] = await find('sys_dictionary', 'name=task^element=short_description', STORED);
    expect(inherited).toMatchObject({ internal_type: 'string', max_length: '160', mandatory: 'false', choice: '' });
    const [caller] = await find('sys_dictionary', 'name=incident^element=caller_id', STORED);
    expect(caller).toMatchObject({ internal_type: 'reference', reference: 'sys_user', mandatory: 'true' });
    const tables = await find('sys_dictionary', 'internal_type=collection^name=incident', STORED);
    expect(tables).toMatchObject([{ element: '', column_label: 'Incident' }]);
  });

  it('refers to types and tables by name', async () => {
    const { find } = aServiceNow();
    const [caller] = await find('sys_dictionary', 'name=incident^element=caller_id');
    expect(caller).toMatchObject({
      internal_type: { link: expect.stringContaining('/sys_glide_object?name=reference'), value: 'reference' },
      reference: { link: expect.stringContaining('/sys_db_object?name=sys_user'), value: 'sys_user' },
    });
  });

  it('lists choices in order', async () => {
    const { find } = aServiceNow();
    const choices = await find('sys_choice', 'name=incident^element=state^inactive=false^ORDERBYsequence');
    expect(choices.map((choice) => `${choice.value} ${choice.label}`)).toEqual([
      '1 New',
      '2 In Progress',
      '3 On Hold',
      '6 Resolved',
      '7 Closed',
      '8 Canceled',
    ]);
  });

  it('lets nobody change the journal or the audit, but its own tables obey people', async () => {
    const { call, people, find } = aServiceNow();
    people.addField('incident', text('u_new', 'New one', { maxLength: 5 }));
    const { record } = await call('POST', '/table/incident', { body: { u_new: '123456' } });
    expect(record.u_new).toBe('12345');
    expect(await find('sys_dictionary', 'name=incident^element=u_new')).toHaveLength(1);
    people.changeField('incident', 'u_new', { label: 'Newer one', maxLength: 3 });
    expect(await find('sys_dictionary', 'name=incident^element=u_new')).toMatchObject([
      { column_label: 'Newer one', max_length: '3' },
    ]);
    people.removeField('incident', 'u_new');
    expect(await find('sys_dictionary', 'name=incident^element=u_new')).toEqual([]);
    expect((await call('GET', `/table/incident/${String(record.sys_id)}`)).record).not.toHaveProperty('u_new');
  });

  it('follows choices that people rename, disable and remove', async () => {
    const { call, people, find } = aServiceNow();
    const made = people.create('incident', { category: 'network' });
    const shown = async () =>
      (await call('GET', `/table/incident/${made.sys_id}`, { query: { sysparm_display_value: 'true' } })).record
        .category;
    expect(await shown()).toBe('Network');
    people.renameChoice('incident', 'category', 'network', 'Networks');
    expect(await shown()).toBe('Networks');
    people.disableChoice('incident', 'category', 'network');
    const query = 'name=incident^element=category^value=network';
    expect(await find('sys_choice', query)).toMatchObject([{ inactive: 'true' }]);
    people.removeChoice('incident', 'category', 'network');
    expect(await find('sys_choice', query)).toEqual([]);
    expect(await shown()).toBe('network');
    people.addChoice('incident', 'category', 'mobile', 'Mobile');
    expect(await find('sys_choice', 'name=incident^element=category^value=mobile')).toHaveLength(1);
  });

  it('names its instance and its zone', async () => {
    const { find } = aServiceNow({ instanceId: 'f'.repeat(32), instanceName: 'acme', timeZone: 'Europe/Berlin' });
    const names = 'instance_id,glide.installation.name,glide.sys.time_zone';
    const properties = await find('sys_properties', `nameIN${names}^ORDERBYname`);
    expect(properties.map((property) => property.value)).toEqual(['acme', 'Europe/Berlin', 'f'.repeat(32)]);
  });

  it('tells an account who it is', async () => {
    const { find } = aServiceNow();
    const own = await find('sys_user', 'user_name=javascript:gs.getUserName()', { sysparm_fields: 'user_name' });
    expect(own).toEqual([{ user_name: 'syncline' }]);
  });
});
