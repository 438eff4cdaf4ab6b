import { describe, expect, it } from 'vitest';
import type { FieldDescriptor, FieldValue } from '../../../backend/connectors/sdk/index.js';
import type { FieldOutcome, FieldRule } from '../../../backend/mappings/index.js';
import { aRow, values } from './support/definition.js';
import { doc, image, mention, p } from './support/documents.js';
import { aPair, somePorts, writtenTo } from './support/pair.js';
import { aField, options } from './support/schema.js';

/** What a value of the left field becomes on the right, the right being empty or `present`. */
async function carried(
  left: FieldDescriptor,
  right: FieldDescriptor,
  value: FieldValue,
  told: { present?: FieldValue; row?: Partial<FieldRule> } = {},
): Promise<FieldOutcome> {
  const pair = aPair(left, right, aRow(left.id, right.id, { direction: 'right', ...told.row }));
  return pair.merge(null, value, told.present ?? null);
}

describe('options', () => {
  const status = aField('status', 'status', {
    options: options({ 1: 'To Do', 2: 'In Progress', 3: 'In Review', 4: 'Done' }),
  });
  const state = aField('state', 'option', {
    options: options({ 1: 'New', 2: 'Work in Progress', 6: 'Resolved' }),
    token: 'id',
  });
  const row = aRow('status', 'state', {
    values: values('To Do=1', 'In Progress=2', 'In Review=2', 'Done=6'),
  });
  const todo = { id: '1', label: 'To Do' };
  const review = { id: '3', label: 'In Review' };
  const started = { id: '2', label: 'Work in Progress' };
  const [fresh, done] = [
    { id: '1', label: 'New' },
    { id: '6', label: 'Resolved' },
  ];

  it('are mapped by the table in both directions', async () => {
    const pair = aPair(status, state, row);
    expect(writtenTo('right', await pair.merge({ left: todo, right: fresh }, review, fresh))).toEqual(started);
    expect(writtenTo('left', await pair.merge({ left: todo, right: fresh }, todo, done))).toEqual({
      id: '4',
      label: 'Done',
    });
  });

  it('stay where several map to one, else become the first listed', async () => {
    const pair = aPair(status, state, row);
    expect(await pair.merge(null, review, started)).toMatchObject({ kind: 'agreed' });
    expect(writtenTo('left', await pair.merge({ left: todo, right: fresh }, todo, started))).toEqual({
      id: '2',
      label: 'In Progress',
    });
  });

  it('without a row hold the field, naming the value and what there is', async () => {
    const pair = aPair(status, state, aRow('status', 'state', { values: values('To Do=1') }));
    expect(await pair.merge({ left: todo, right: fresh }, review, fresh)).toEqual({
      kind: 'held',
      reason: 'unmappable',
      message: 'status In Review has no row in `values` for state; there are rows for To Do',
    });
  });

  it('without a table are matched by name in any case, and hold when there is none', async () => {
    const target = aField('right', 'option', { options: options({ 9: 'in review' }) });
    expect(writtenTo('right', await carried(status, target, review))).toEqual({ id: '9', label: 'in review' });
    expect(await carried(status, target, todo)).toEqual({
      kind: 'held',
      reason: 'unmappable',
      message: 'status To Do has no counterpart in right, which has in review',
    });
  });

  it('are never matched by the numbers that two tools give them', async () => {
    expect(await carried(status, state, review)).toMatchObject({ kind: 'held', reason: 'unmappable' });
  });

  it('become booleans and texts, and the reverse', async () => {
    const flag = aField('flag', 'option', { options: options({ 1: 'True', 0: 'False' }) });
    expect(writtenTo('right', await carried(aField('left', 'boolean'), flag, true))).toEqual({
      id: '1',
      label: 'True',
    });
    expect(writtenTo('right', await carried(flag, aField('right', 'boolean'), { id: '0', label: 'False' }))).toBe(
      false,
    );
    expect(writtenTo('right', await carried(status, aField('right', 'text'), review))).toBe('In Review');
  });

  it('of a set with several forms on the other side go only when the last of them went', async () => {
    const left = aField('left', 'options', { options: options({ 1: 'a', 2: 'b' }) });
    const right = aField('right', 'options', { options: options({ 7: 'x' }) });
    const pair = aPair(left, right, aRow('left', 'right', { values: values('a=x', 'b=x') }));
    const [a, b, x] = [
      { id: '1', label: 'a' },
      { id: '2', label: 'b' },
      { id: '7', label: 'x' },
    ];
    const base = { left: [a, b], right: [x] };
    expect(await pair.merge(base, [b], [x])).toMatchObject({ kind: 'agreed' });
    expect(writtenTo('right', await pair.merge(base, null, [x]))).toBeNull();
    expect(writtenTo('left', await pair.merge(base, [a, b], null))).toBeNull();
    expect(writtenTo('left', await pair.merge({ left: null, right: null }, null, [x]))).toEqual([a]);
  });
});

describe('people', () => {
  const ann = { id: 'acc-1', label: 'Ann', email: 'ann@example.com' };
  const annThere = { id: 'sys-1', label: 'Ann A.', email: 'ann@example.com' };
  const bob = { id: 'acc-2', label: 'Bob', email: 'bob@example.com' };
  const bobThere = { id: 'sys-2', label: 'robert', email: null };
  const ports = somePorts({ left: [ann, bob], right: [annThere, bobThere] });
  const users = { 'bob@example.com': 'robert' };
  const pair = aPair(aField('assignee', 'user'), aField('assigned_to', 'user'), aRow('assignee', 'assigned_to'), {
    definition: { users },
    ports,
  });
  const base = { left: null, right: null };

  it('are found by e-mail', async () => {
    expect(writtenTo('right', await pair.merge(base, ann, null))).toEqual(annThere);
    expect(writtenTo('left', await pair.merge(base, null, annThere))).toEqual(ann);
  });

  it('are found by the table in both directions', async () => {
    expect(writtenTo('right', await pair.merge(base, bob, null))).toEqual(bobThere);
    expect(writtenTo('left', await pair.merge(base, null, bobThere))).toEqual(bob);
  });

  it('are found by a table that names them by what only the tool knows', async () => {
    const hidden = { id: 'sys-3', label: 'Carla C.', email: null };
    const carla = { id: 'acc-3', label: 'Carla', email: 'carla@example.com' };
    const knowing = {
      ...ports,
      user: async (side: 'left' | 'right', { label }: { label: string }) =>
        side === 'right' && label === 'ccarla'
          ? hidden
          : side === 'left' && label === 'carla@example.com'
            ? carla
            : null,
    };
    const other = aPair(aField('l', 'user'), aField('r', 'user'), aRow('l', 'r'), {
      definition: { users: { 'carla@example.com': 'ccarla' } },
      ports: knowing,
    });
    expect(writtenTo('left', await other.merge(base, null, hidden))).toEqual(carla);
  });

  it('are known by an address that only their own tool tells', async () => {
    expect(writtenTo('left', await pair.merge(base, null, { ...annThere, email: null }))).toEqual(ann);
  });

  it('are never taken for one because of a name', async () => {
    const namesake = { id: 'acc-7', label: 'Ann A.', email: null };
    expect(await pair.merge(base, namesake, null)).toMatchObject({ kind: 'held', reason: 'unmappable' });
  });

  it('hold the field alone when they are not there', async () => {
    const stranger = { id: 'acc-9', label: 'Zoe', email: null };
    expect(await pair.merge(base, stranger, null)).toMatchObject({ kind: 'held', reason: 'unmappable' });
  });
});

describe('references to records that are too many to list', () => {
  const group = aField('right', 'reference', { target: 'sys_user_group' });
  const network = { id: 'sys-1', label: 'Network' };
  const reference = async (_side: string, { target }: FieldDescriptor, token: string) =>
    target === 'sys_user_group' && token === 'Network' ? network : null;
  const pair = (row: Partial<FieldRule>, ports = { ...somePorts(), reference }) =>
    aPair(aField('left', 'text'), group, aRow('left', 'right', row), { ports });

  it('are looked up by name', async () => {
    expect(writtenTo('right', await pair({}).merge(null, 'Network', null))).toEqual(network);
    expect(await pair({}).merge(null, 'Printers', null)).toMatchObject({ kind: 'held', reason: 'unmappable' });
    expect(writtenTo('right', await pair({ toRight: '"Network"' }).merge(null, 'x', null))).toEqual(network);
    expect(writtenTo('right', await pair({ values: values('x=Network') }).merge(null, 'x', null))).toEqual(network);
    expect(await pair({ values: values('x=Network') }).merge(null, 'x', network)).toMatchObject({ kind: 'agreed' });
  });

  it('are not guessed where nothing can be looked up', async () => {
    expect(await pair({}, somePorts() as never).merge(null, 'Network', null)).toMatchObject({ kind: 'held' });
  });

  it('become their names', async () => {
    expect(writtenTo('left', await pair({}).merge({ left: null, right: null }, null, network))).toBe('Network');
  });
});

describe('texts', () => {
  it('lose their line breaks where there is one line', async () => {
    const outcome = await carried(aField('left', 'text'), aField('right', 'text', { multiline: false }), 'one \n two');
    expect(writtenTo('right', outcome)).toBe('one two');
  });

  it('are never cut', async () => {
    const outcome = await carried(aField('left', 'text'), aField('right', 'text', { maxLength: 3 }), 'long');
    expect(outcome).toMatchObject({
      kind: 'held',
      reason: 'unmappable',
      message: expect.stringContaining('at most 3'),
    });
  });

  it('become numbers when they are some', async () => {
    const [text, number] = [aField('left', 'text'), aField('right', 'number')];
    expect(writtenTo('right', await carried(text, number, ' 4.5 '))).toBe(4.5);
    expect(await carried(text, number, 'many')).toMatchObject({ kind: 'held', reason: 'unmappable' });
    expect(writtenTo('right', await carried(aField('left', 'number'), aField('right', 'text'), 4.5))).toBe('4.5');
  });
});

describe('dates', () => {
  it('are those of the instant in UTC', async () => {
    const outcome = await carried(aField('left', 'dateTime'), aField('right', 'date'), '2026-01-05T23:30:00.000Z');
    expect(writtenTo('right', outcome)).toBe('2026-01-05');
  });

  it('begin at midnight UTC', async () => {
    const outcome = await carried(aField('left', 'date'), aField('right', 'dateTime'), '2026-01-05');
    expect(writtenTo('right', outcome)).toBe('2026-01-05T00:00:00.000Z');
  });
});

describe('rich text for another site', () => {
  it('mentions the people there, and has names and file names for what is not', async () => {
    const rich = (id: string) => aField(id, 'richText');
    const email = 'ann@example.com';
    const ports = somePorts({
      left: [{ id: 'id-of-Ann', label: 'Ann', email }],
      right: [{ id: 'there', label: 'Ann', email }],
    });
    const pair = aPair(rich('l'), rich('r'), aRow('l', 'r'), { ports });
    const outcome = await pair.merge(null, doc(p(mention('Ann'), ' and ', mention('Zoe')), image('plan.png')), null);
    expect(writtenTo('right', outcome)).toEqual(
      doc(p({ type: 'mention', attrs: { id: 'there', text: '@Ann' } }, ' and ', '@Zoe'), p('[plan.png]')),
    );
  });
});

describe('expressions', () => {
  const given = (expression: string, right: FieldDescriptor, value: FieldValue = 'x') =>
    carried(aField('left', 'text'), right, value, { row: { toRight: expression } });

  it('see the value and the item, choices by their token', async () => {
    const left = aField('left', 'option', { options: options({ 1: 'High' }) });
    const outcome = await carried(
      left,
      aField('right', 'text'),
      { id: '1', label: 'High' },
      {
        row: { toRight: 'value & " " & item.key & " " & item.type & " " & item.fields.left' },
      },
    );
    expect(writtenTo('right', outcome)).toBe('High KEY-1 Task High');
  });

  it('may give one value for a list, and nothing for empty', async () => {
    expect(writtenTo('right', await given('"one"', aField('right', 'labels')))).toEqual(['one']);
    expect(await given('[]', aField('right', 'labels'))).toMatchObject({ kind: 'agreed' });
    expect(await given('nothing', aField('right', 'text'))).toMatchObject({ kind: 'agreed' });
  });

  it.each([
    ['42', aField('right', 'text'), 'the number 42; right needs a text'],
    ['{"a": 1}', aField('right', 'text'), 'an object; right needs a text'],
    ['"4"', aField('right', 'number'), 'the text 4; right needs a number'],
    ['"soon"', aField('right', 'date'), 'the text soon; right needs a date like 2026-01-31'],
    ['[1]', aField('right', 'labels'), 'the number 1; right needs a list of texts'],
  ])('of the wrong type hold the field: %s', async (expression, right, message) => {
    expect(await given(expression, right)).toEqual({
      kind: 'held',
      reason: 'expression',
      message: `the expression gave ${message}`,
    });
  });

  it('that throw hold the field', async () => {
    expect(await given('$error("no")', aField('right', 'text'))).toEqual({
      kind: 'held',
      reason: 'expression',
      message: 'the expression `$error("no")` failed: no',
    });
  });

  it('give choices by name, people by name or address', async () => {
    const right = aField('right', 'option', { options: options({ 3: 'Low' }) });
    expect(writtenTo('right', await given('"low"', right))).toEqual({ id: '3', label: 'Low' });
    expect(await given('"none"', right)).toMatchObject({ kind: 'held', reason: 'unmappable' });
  });
});
