import { describe, expect, it } from 'vitest';
import type {
  CreateOutcome,
  FieldDescriptor,
  FieldValues,
  Item,
  ItemChange,
} from '../../../../backend/connectors/sdk/index.js';
import { type OpenInstance, openInstance } from './open-instance.js';

const NOTHING: ItemChange = { set: {}, elements: {}, entering: {} };
const LOOK = { container: 'incident', match: null, hint: null, since: null };

describe('making items', () => {
  it('takes one call, whose answer becomes the item', async () => {
    const open = await openInstance();
    const fields = await open.fields('short_description', 'description', 'u_when', 'u_flag', 'time_worked', 'priority');
    const values = {
      short_description: 'Printer',
      description: 'one\ntwo',
      u_when: '2026-07-01T10:00:00.000Z',
      u_flag: true,
      time_worked: 90_005,
      priority: { id: '2', label: 'whatever' },
    };
    const item = await create(open, fields, values);
    expect(open.exchanges).toHaveLength(1);
    expect(item).toMatchObject({ key: 'INC0010001', mark: 'm1', createdByUs: true, lastChangedByUs: true });
    expect(item.fields).toEqual({ ...values, priority: { id: '2', label: '2 - High' } });
  });

  it('answers what the tool made of a value (B7)', async () => {
    const open = await openInstance();
    const fields = await open.fields('short_description', 'description', 'priority');
    open.sandbox.manners.set('B7');
    const values = { short_description: 'x'.repeat(200), description: 'a\nb', priority: { id: '1', label: '' } };
    const item = await create(open, fields, values);
    expect(item.fields.short_description).toBe('x'.repeat(160));
    expect(item.fields.description).toBe('a\nb');
    expect(item.fields.priority).toEqual({ id: '5', label: '5 - Planning' });
  });

  it('is refused in the words of the data policy, at the fields that its labels name (B10)', async () => {
    const open = await openInstance();
    const fields = await open.fields('state', 'close_notes');
    open.sandbox.manners.set('B10');
    const outcome = await tryCreate(open, fields, { state: { id: '6', label: 'Resolved' } });
    expect(outcome).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('The following fields are mandatory: Resolution code, Close notes'),
      fieldErrors: { close_code: 'Resolution code is mandatory', close_notes: 'Close notes is mandatory' },
    });
  });

  it('says which right is missing when the account may not', async () => {
    const open = await openInstance();
    const fields = await open.fields('short_description');
    open.sandbox.access.deny({ user: 'syncline', table: 'incident', operation: 'create' });
    await expect(tryCreate(open, fields, {})).rejects.toMatchObject({
      name: 'ReconnectNeededError',
      message: expect.stringMatching(/create records in incident .*ACL Exception/),
    });
  });

  it.each([true, false])('of unknown outcome is found by its mark when it was made: %s (B11)', async (made) => {
    const open = await openInstance();
    const fields = await open.fields('short_description');
    open.sandbox.manners.set('B11', { made, times: 1 });
    await expect(tryCreate(open, fields, {})).rejects.toMatchObject({ name: 'UnknownOutcomeError', answered: false });
    const { byMark } = await open.tool.lookUp({ ...LOOK, marks: ['m1'] }, open.signal);
    expect(byMark).toMatchObject(made ? [{ mark: 'm1', createdByUs: true, ref: { key: 'INC0010001' } }] : []);
    expect(byMark).toHaveLength(made ? 1 : 0);
  });

  it('is known by id when the answer does not tell its state (B14)', async () => {
    const open = await openInstance();
    const fields = await open.fields('short_description');
    open.sandbox.manners.set('B14');
    const outcome = await tryCreate(open, fields, {});
    expect(outcome).toMatchObject({ kind: 'created', key: 'INC0010001', item: null });
  });
});

describe('changing an item', () => {
  it('is one step that enters a status together with what it needs', async () => {
    const open = await openInstance();
    const fields = await open.fields('state', 'close_code', 'close_notes', 'short_description');
    const item = await create(open, fields, { short_description: 'Printer' });
    open.sandbox.manners.set('B10');
    const change = {
      set: { state: { id: '6', label: '' }, short_description: null },
      elements: {},
      entering: { close_code: { id: 'Solution provided', label: '' }, close_notes: 'Done' },
    };
    const steps = await open.tool.steps({ item, change, fields }, open.signal);
    expect(steps).toMatchObject([{ name: 'edit', fields: ['state', 'short_description'] }]);
    open.tick();
    const after = await perform(open, item, change, fields);
    expect(after?.version.token).toBe('2026-07-14 00:00:01#1');
    expect(after?.fields).toMatchObject({ state: { id: '6', label: 'Resolved' }, short_description: null });
    expect(after?.fields.close_notes).toBe('Done');
  });

  it('has no step when there is nothing to change', async () => {
    const open = await openInstance();
    const fields = await open.fields('state');
    const item = await create(open, fields, {});
    expect(await open.tool.steps({ item, change: NOTHING, fields }, open.signal)).toEqual([]);
  });

  it('sets a list as a whole when its elements change', async () => {
    const open = await openInstance();
    const fields = await open.fields('watch_list');
    const [one = '', two = '', three = ''] = open.sandbox.people.rows('sys_user').map((row) => row.sys_id);
    const list = [one, two].map((id) => ({ id, label: '', email: null }));
    const item = await create(open, fields, { watch_list: list });
    const after = await perform(
      open,
      item,
      { ...NOTHING, elements: { watch_list: { add: [three], remove: [one] } } },
      fields,
    );
    expect(after?.fields.watch_list).toMatchObject([{ id: two }, { id: three }]);
  });

  it('answers the old value when the tool took the call and changed nothing (B6)', async () => {
    const open = await openInstance();
    const fields = await open.fields('short_description');
    const item = await create(open, fields, { short_description: 'old' });
    open.sandbox.manners.set('B6', { fields: ['short_description'] });
    const after = await perform(open, item, { ...NOTHING, set: { short_description: 'new' } }, fields);
    expect(after?.fields.short_description).toBe('old');
  });

  it('is refused with the field that a label names, also one that is not mapped', async () => {
    const open = await openInstance();
    const fields = await open.fields('state');
    const item = await create(open, fields, {});
    open.sandbox.manners.set('B10');
    const change = { ...NOTHING, set: { state: { id: '7', label: 'Closed' } } };
    await expect(perform(open, item, change, fields)).rejects.toMatchObject({
      name: 'RefusedError',
      status: 403,
      fieldErrors: { close_code: 'Resolution code is mandatory', close_notes: 'Close notes is mandatory' },
    });
  });

  it('finds the item out of sight when it is gone', async () => {
    const open = await openInstance();
    const fields = await open.fields('short_description');
    const item = await create(open, fields, {});
    await open.tool.remove({ container: 'incident', id: item.id }, open.signal);
    const change = { ...NOTHING, set: { short_description: 'new' } };
    await expect(perform(open, item, change, fields)).rejects.toMatchObject({ name: 'NotFoundError' });
    const again = open.tool.remove({ container: 'incident', id: item.id }, open.signal);
    await expect(again).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});

describe('adding a comment', () => {
  it('says who wrote it over there, and is found by its mark', async () => {
    const open = await openInstance();
    const item = await create(open, [], {});
    const comment = { container: 'incident', itemId: item.id, channel: 'work_notes', authorLine: 'Alice Doe (Jira)' };
    const body = { kind: 'text', value: 'Look here' } as const;
    expect(await open.tool.addComment({ ...comment, body, mark: 'c1' }, open.signal)).toEqual({ id: null });
    await open.tool.addComment({ ...comment, body, mark: 'c2' }, open.signal);
    expect(open.sandbox.people.rows('sys_journal_field').map((row) => row.value)).toEqual([
      'Alice Doe (Jira) [syncline:c1]\nLook here',
      'Alice Doe (Jira) [syncline:c2]\nLook here',
    ]);
    const found = await open.tool.findComments({ container: 'incident', itemId: item.id, marks: ['c2'] }, open.signal);
    expect(found).toMatchObject([{ mark: 'c2', channel: 'work_notes', byUs: true, body }]);
  });
});

function tryCreate(
  open: OpenInstance,
  fields: readonly FieldDescriptor[],
  values: FieldValues,
): Promise<CreateOutcome> {
  const items = [{ typeId: 'incident', mark: 'm1', fields: values }];
  return open.tool.create({ container: 'incident', items, fields }, open.signal).then(([outcome]) => {
    if (outcome === undefined) throw new Error('a create has one outcome for each item');
    return outcome;
  });
}

async function create(open: OpenInstance, fields: readonly FieldDescriptor[], values: FieldValues): Promise<Item> {
  const outcome = await tryCreate(open, fields, values);
  if (outcome.kind === 'refused' || outcome.item === null) throw new Error(`not made: ${JSON.stringify(outcome)}`);
  return outcome.item;
}

async function perform(
  open: OpenInstance,
  item: Item,
  change: ItemChange,
  fields: readonly FieldDescriptor[],
): Promise<Item | null> {
  const [step] = await open.tool.steps({ item, change, fields }, open.signal);
  if (step === undefined) throw new Error('the change has no step');
  return (await open.tool.perform({ container: 'incident', id: item.id, step, fields }, open.signal)).item;
}
