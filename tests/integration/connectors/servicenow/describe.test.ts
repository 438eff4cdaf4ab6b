import { describe, expect, it } from 'vitest';
import type { FieldDescriptor } from '../../../../backend/connectors/sdk/index.js';
import { type OpenInstance, openInstance } from './open-instance.js';

const DICTIONARY_TABLES = ['sys_dictionary', 'sys_db_object', 'sys_choice'];

describe('a table as a container', () => {
  it('has one item type, named as people name the table, and two journals', async () => {
    const open = await openInstance();
    const schema = await open.tool.describe('incident', open.signal);
    expect(schema).toMatchObject({ id: 'incident', key: 'incident', name: 'Incident' });
    expect(schema.itemTypes.map(({ id, name }) => [id, name])).toEqual([['incident', 'Incident']]);
    expect(schema.commentChannels).toEqual([
      { id: 'comments', internal: false, kept: true },
      { id: 'work_notes', internal: true, kept: true },
    ]);
  });

  it('has the columns of its parents too, each of the kind that its type says', async () => {
    const open = await openInstance();
    const fields = await describedFields(open);
    expect(kinds(fields, 'short_description', 'u_number', 'u_flag', 'u_due', 'u_when', 'time_worked')).toEqual([
      'text',
      'number',
      'boolean',
      'date',
      'dateTime',
      'duration',
    ]);
    expect(kinds(fields, 'caller_id', 'assignment_group', 'watch_list', 'group_list', 'state', 'category')).toEqual([
      'user',
      'reference',
      'users',
      'references',
      'status',
      'option',
    ]);
    expect(fields.get('comments')).toBeUndefined();
    expect(fields.get('assignment_group')).toMatchObject({ token: 'label', target: 'sys_user_group' });
    expect(fields.get('short_description')).toMatchObject({ maxLength: 160, multiline: false, onUpdate: true });
    expect(fields.get('description')).toMatchObject({ maxLength: 4000, multiline: true });
    expect(fields.get('caller_id')).toMatchObject({ required: true, name: 'Caller' });
    for (const id of ['number', 'correlation_display', 'sys_created_on', 'sys_updated_by']) {
      expect(fields.get(id)).toMatchObject({ onCreate: false, onUpdate: false, required: false });
    }
  });

  it('has the choices of the nearest table, and knows which states end the work', async () => {
    const open = await openInstance();
    open.sandbox.people.disableChoice('incident', 'state', '3');
    open.sandbox.people.renameChoice('incident', 'state', '2', 'Working on it');
    const state = (await describedFields(open)).get('state');
    expect(state?.token).toBe('id');
    expect(state?.options).toEqual([
      { id: '1', label: 'New', disabled: false, category: 'open' },
      { id: '2', label: 'Working on it', disabled: false, category: 'open' },
      { id: '3', label: 'On Hold', disabled: true, category: 'open' },
      { id: '6', label: 'Resolved', disabled: false, category: 'closed' },
      { id: '7', label: 'Closed', disabled: false, category: 'closed' },
      { id: '8', label: 'Canceled', disabled: false, category: 'closed' },
    ]);
  });

  it('is whole when lists are cut without a word (B5)', async () => {
    const open = await openInstance();
    const whole = await describedFields(open);
    open.sandbox.manners.set('B5', { limit: 7 });
    const cut = await describedFields(open);
    expect(new Map([...cut].sort())).toEqual(new Map([...whole].sort()));
  });

  it('is known or guessed well enough where the dictionary is closed to the account', async () => {
    const open = await openInstance();
    const person = open.sandbox.people.rows('sys_user')[0]?.sys_id ?? '';
    const ci = open.sandbox.people.rows('cmdb_ci')[0]?.sys_id ?? '';
    open.sandbox.people.create('incident', { caller_id: person, cmdb_ci: ci, u_labels: 'a,b', state: '2' });
    for (const table of DICTIONARY_TABLES) open.sandbox.access.deny({ user: 'syncline', table, operation: 'read' });
    const schema = await open.tool.describe('incident', open.signal);
    expect(schema.name).toBe('Incident');
    expect(schema.commentChannels).toHaveLength(2);
    const fields = byId(schema.itemTypes[0]?.fields);
    const ids = ['short_description', 'state', 'priority', 'caller_id', 'cmdb_ci', 'u_labels', 'opened_at', 'active'];
    expect(kinds(fields, ...ids)).toEqual([
      'text',
      'status',
      'option',
      'user',
      'reference',
      'text',
      'dateTime',
      'boolean',
    ]);
    expect(fields.get('state')?.options).toBeNull();
    expect(fields.get('u_labels')).toMatchObject({ name: 'Labels', onCreate: true });
  });

  it('is known without any record where the dictionary is closed', async () => {
    const open = await openInstance();
    for (const table of DICTIONARY_TABLES) open.sandbox.access.deny({ user: 'syncline', table, operation: 'read' });
    const fields = await describedFields(open);
    expect(kinds(fields, 'short_description', 'state', 'caller_id')).toEqual(['text', 'status', 'user']);
  });

  it('is refused with the remedy when it is not there or may not be read', async () => {
    const open = await openInstance();
    await expect(open.tool.describe('incidnet', open.signal)).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining('"incidnet"'),
    });
    open.sandbox.access.deny({ user: 'syncline', table: 'incident', operation: 'read' });
    await expect(open.tool.describe('incident', open.signal)).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining('read ACL on incident'),
    });
  });
});

async function describedFields(open: OpenInstance): Promise<ReadonlyMap<string, FieldDescriptor>> {
  return byId((await open.tool.describe('incident', open.signal)).itemTypes[0]?.fields);
}

function byId(fields: readonly FieldDescriptor[] = []): ReadonlyMap<string, FieldDescriptor> {
  return new Map(fields.map((field) => [field.id, field]));
}

function kinds(fields: ReadonlyMap<string, FieldDescriptor>, ...ids: string[]): readonly (string | undefined)[] {
  return ids.map((id) => fields.get(id)?.kind);
}
