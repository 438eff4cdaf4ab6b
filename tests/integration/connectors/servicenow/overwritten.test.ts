import { describe, expect, it } from 'vitest';
import type { FieldDescriptor, FieldValues, Item } from '../../../../backend/connectors/sdk/index.js';
import { type OpenInstance, openInstance } from './open-instance.js';

describe('an edit that our write covered without having seen it', () => {
  it('is reported with its value and its author, also within one second (B3, I10)', async () => {
    const open = await openInstance();
    const { before, fields } = await anIncident(open);
    open.sandbox.people.edit('incident', before.id, { short_description: 'theirs' }, { as: 'alice' });
    const after = await set(open, before, fields, { short_description: 'ours' });
    expect(await open.tool.overwritten([{ itemId: before.id, before, after, fields }], open.signal)).toEqual([
      { itemId: before.id, field: 'short_description', value: 'theirs', by: 'alice' },
    ]);
  });

  it('is not made of an edit of another field', async () => {
    const open = await openInstance();
    const { before, fields } = await anIncident(open);
    open.sandbox.people.edit('incident', before.id, { category: 'network' }, { as: 'alice' });
    const after = await set(open, before, fields, { short_description: 'ours' });
    expect(await open.tool.overwritten([{ itemId: before.id, before, after, fields }], open.signal)).toEqual([]);
  });

  it('is not made of an edit to the very value that we wrote or had read', async () => {
    const open = await openInstance();
    const { before, fields } = await anIncident(open);
    open.sandbox.people.edit('incident', before.id, { short_description: 'ours', description: 'x' }, { as: 'alice' });
    open.sandbox.people.edit('incident', before.id, { description: 'as read' }, { as: 'alice' });
    const after = await set(open, before, fields, { short_description: 'ours', description: 'new' });
    expect(await open.tool.overwritten([{ itemId: before.id, before, after, fields }], open.signal)).toEqual([]);
  });

  it('costs nothing when the count shows that nobody was in between', async () => {
    const open = await openInstance();
    const { before, fields } = await anIncident(open);
    const after = await set(open, before, fields, { short_description: 'ours' });
    open.exchanges.length = 0;
    expect(await open.tool.overwritten([{ itemId: before.id, before, after, fields }], open.signal)).toEqual([]);
    expect(open.exchanges).toEqual([]);
  });

  it('is known by the modification count where the audit is closed to the account', async () => {
    const open = await openInstance();
    open.sandbox.access.deny({ user: 'syncline', table: 'sys_audit', operation: 'read' });
    const { before, fields } = await anIncident(open);
    open.sandbox.people.edit('incident', before.id, { short_description: 'theirs' }, { as: 'alice' });
    const after = await set(open, before, fields, { short_description: 'ours' });
    const written = fields.filter(({ id }) => id === 'short_description');
    expect(await open.tool.overwritten([{ itemId: before.id, before, after, fields: written }], open.signal)).toEqual([
      { itemId: before.id, field: 'short_description', by: null },
    ]);
  });

  it('is not made of a business rule that saves each record once more, where the audit is closed', async () => {
    const open = await openInstance();
    open.sandbox.access.deny({ user: 'syncline', table: 'sys_audit', operation: 'read' });
    const { before, fields } = await anIncident(open);
    const saved = async (times: number) => {
      const after = await set(open, before, fields, { short_description: `ours ${times}` });
      return { itemId: before.id, before, after: { ...after, changeCount: (before.changeCount ?? 0) + times }, fields };
    };
    expect(await open.tool.overwritten([await saved(2), await saved(2)], open.signal)).toEqual([]);
    expect(await open.tool.overwritten([await saved(2)], open.signal)).toEqual([]);
    expect(await open.tool.overwritten([await saved(3)], open.signal)).toHaveLength(fields.length);
  });
});

async function anIncident(open: OpenInstance): Promise<{ before: Item; fields: readonly FieldDescriptor[] }> {
  const fields = await open.fields('short_description', 'description');
  const made = open.sandbox.people.create('incident', {});
  // What happened before the read is no covered edit.
  const id = made.sys_id ?? '';
  open.sandbox.people.edit('incident', id, { short_description: 'earlier', description: 'earlier' }, { as: 'alice' });
  open.sandbox.people.edit(
    'incident',
    id,
    { short_description: 'as read', description: 'as read' },
    { as: 'syncline' },
  );
  const request = { container: 'incident', ids: [id], fields, comments: false };
  const [before] = (await open.tool.read(request, open.signal)).items;
  if (before === undefined) throw new Error('the incident cannot be read');
  return { before, fields };
}

async function set(
  open: OpenInstance,
  item: Item,
  fields: readonly FieldDescriptor[],
  values: FieldValues,
): Promise<Item> {
  const change = { set: values, elements: {}, entering: {} };
  const [step] = await open.tool.steps({ item, change, fields }, open.signal);
  if (step === undefined) throw new Error('the change has no step');
  const answer = await open.tool.perform({ container: 'incident', id: item.id, step, fields }, open.signal);
  if (answer.item === null) throw new Error('the tool did not say what became of it');
  return answer.item;
}
