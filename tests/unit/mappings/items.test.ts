import { describe, expect, it } from 'vitest';
import {
  compileMapping,
  createValues,
  describeValue,
  type Mapping,
  mappedHash,
  plainItem,
  ruleFor,
  type SyncDefinition,
} from '../../../backend/mappings/index.js';
import { aDefinition, anEntry, aRow, values } from './support/definition.js';
import { bullets, doc, p } from './support/documents.js';
import { anItem, NEVER, somePorts } from './support/pair.js';
import { aContainer, aField, options } from './support/schema.js';

const schemas = {
  left: aContainer('LEFT', [
    aField('summary', 'text'),
    aField('description', 'richText'),
    aField('labels', 'labels'),
    aField('assignee', 'user'),
    aField('priority', 'option', { options: options({ 1: 'High', 2: 'Low' }) }),
  ]),
  right: aContainer('RIGHT', [
    aField('title', 'text'),
    aField('text', 'text'),
    aField('urgency', 'option', { options: options({ 7: 'P1' }), token: 'id' }),
    aField('key', 'text'),
  ]),
};

function compiled(told: Partial<SyncDefinition>): Mapping {
  const { mapping, faults } = compileMapping(aDefinition([], told), schemas);
  expect(faults).toEqual([]);
  return mapping;
}

const high = { id: '1', label: 'High' };
const item = anItem({
  summary: 'Printer',
  description: doc(p('It '), bullets([p('burns')])),
  labels: ['b', 'a'],
  assignee: { id: 'x', label: 'Ann', email: 'ann@example.com' },
  priority: high,
});

describe('ruleFor', () => {
  it('takes the first entry that fits by type and condition', async () => {
    const mapping = compiled({
      items: [
        anEntry([], { when: { left: 'item.fields.priority = "Low"', right: null } }),
        anEntry([], { when: { left: '"a" in item.fields.labels', right: null } }),
        anEntry([]),
      ],
    });
    const index = async (fields: typeof item.fields, typeId = '10') =>
      (await ruleFor(mapping, 'left', anItem(fields, { typeId }), somePorts(), NEVER))?.index ?? null;
    expect(await index({ ...item.fields, priority: { id: '2', label: 'Low' } })).toBe(0);
    expect(await index(item.fields)).toBe(1);
    expect(await index({})).toBe(2);
    expect(await index({}, '11')).toBeNull();
  });

  it('takes any type where the entry says so', async () => {
    const mapping = compiled({ items: [anEntry([], { left: null })] });
    expect(await ruleFor(mapping, 'left', anItem({}, { typeId: '99' }), somePorts(), NEVER)).not.toBeNull();
  });

  it('does not guess when a condition fails', async () => {
    const mapping = compiled({ items: [anEntry([], { when: { left: '$error("no")', right: null } })] });
    await expect(ruleFor(mapping, 'left', item, somePorts(), NEVER)).rejects.toThrow('no');
  });
});

describe('createValues', () => {
  it('gives the partner’s values in its form, and holds what has none', async () => {
    const mapping = compiled({
      items: [
        anEntry([
          aRow('summary', 'title'),
          aRow('description', 'text', { direction: 'left' }),
          aRow('priority', 'urgency', { values: values('Low=7') }),
          aRow(null, 'key', { toRight: 'item.key' }),
        ]),
      ],
    });
    const [rule] = mapping.rules;
    if (rule === undefined) throw new Error('there is no rule');
    expect(await createValues({ mapping, rule, from: 'left', item, ports: somePorts() }, NEVER)).toEqual({
      'summary:title': { kind: 'value', value: 'Printer' },
      'priority:urgency': { kind: 'held', reason: 'unmappable', message: expect.stringContaining('High') },
      ':key': { kind: 'value', value: 'KEY-1' },
    });
  });
});

describe('plainItem', () => {
  it('shows choices by token, people by e-mail, rich text as text and the type by name', () => {
    const mapping = compiled({ items: [anEntry([], { when: { left: '$string(item) != ""', right: null } })] });
    expect(plainItem(mapping, 'left', item)).toEqual({
      key: 'KEY-1',
      url: 'https://tool.example/KEY-1',
      type: 'Task',
      created: '2026-01-01T00:00:00.000Z',
      updated: '2026-01-01T00:00:00.000Z',
      fields: {
        summary: 'Printer',
        description: 'It \n\n- burns',
        labels: ['b', 'a'],
        assignee: 'ann@example.com',
        priority: 'High',
      },
    });
  });
});

describe('mappedHash', () => {
  const mapping = compiled({
    items: [anEntry([aRow('summary', 'title'), aRow('priority', 'urgency', { values: values('High=7') })])],
  });
  const hash = (told: Parameters<typeof anItem>[1], fields = item.fields) =>
    mappedHash(mapping, 'left', anItem(fields, told));

  it('is the same whatever the tool counts, and whatever is not mapped', () => {
    expect(hash({ version: { token: '2', at: '2027-01-01T00:00:00.000Z' }, changeCount: 5 })).toBe(hash({}));
    expect(hash({}, { ...item.fields, labels: ['z'], priority: { id: '1', label: 'Renamed' } })).toBe(hash({}));
  });

  it('is another for another mapped value, key or comment', () => {
    const comment = {
      id: 'c',
      body: { kind: 'text', value: 'hi' },
      channel: 'public',
      author: { id: 'x', label: 'x', email: null },
      byUs: false,
      mark: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    } as const;
    const hashes = [
      hash({}),
      hash({}, { ...item.fields, summary: 'other' }),
      hash({}, { ...item.fields, priority: null }),
      hash({ key: 'KEY-2' }),
      hash({ comments: [comment] }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('describeValue', () => {
  it.each([
    ['text', 'one\ntwo', '“one two”'],
    ['text', 'x'.repeat(200), `“${'x'.repeat(119)}…”`],
    ['richText', doc(p('hello')), '“hello”'],
    ['options', [high, { id: '2', label: 'Low' }], 'High, Low'],
    ['labels', ['a', 'b'], 'a, b'],
    ['duration', 3720, '1 h 2 min'],
    ['boolean', false, 'false'],
    ['user', null, '(empty)'],
  ] as const)('says a %s in a few words', (kind, value, words) => {
    expect(describeValue(kind, value)).toBe(words);
  });
});
