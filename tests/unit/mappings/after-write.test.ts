import { describe, expect, it } from 'vitest';
import type { FieldDescriptor, FieldValue } from '../../../backend/connectors/sdk/index.js';
import { afterWrite, type CompiledField, type FieldWrite } from '../../../backend/mappings/index.js';
import { aRow } from './support/definition.js';
import { doc, p, panel } from './support/documents.js';
import { aPair } from './support/pair.js';
import { aField, options } from './support/schema.js';

function judged(
  descriptor: FieldDescriptor,
  {
    before = null,
    sent,
    answered,
    elements = null,
  }: { before?: FieldValue; sent: FieldValue; answered: FieldValue; elements?: FieldWrite['elements'] },
) {
  const [field] = aPair(descriptor, descriptor, aRow(descriptor.id, descriptor.id)).mapping.rules[0]?.fields ?? [];
  return afterWrite({
    field: field as CompiledField,
    side: 'right',
    before,
    sent: { value: sent, elements },
    answered,
  });
}

const text = aField('f', 'text');

describe('I7 the answer to a write', () => {
  it('is taken when it is what was sent, and the answer is the base', () => {
    expect(judged(text, { before: 'old', sent: 'new', answered: 'new' })).toEqual({ kind: 'taken', value: 'new' });
    expect(judged(text, { before: 'old', sent: null, answered: null })).toEqual({ kind: 'taken', value: null });
  });

  it('is a refusal when the old value is still there', () => {
    expect(judged(text, { before: 'old', sent: 'new', answered: 'old' })).toEqual({ kind: 'refused' });
    expect(judged(text, { before: null, sent: 'new', answered: null })).toEqual({ kind: 'refused' });
  });

  it('is an alteration when it is a third value', () => {
    expect(judged(text, { before: 'old', sent: 'a long text', answered: 'a long' })).toEqual({
      kind: 'altered',
      value: 'a long',
    });
    const priority = aField('f', 'option', { options: options({ 1: 'High', 4: 'Calculated' }) });
    expect(
      judged(priority, { sent: { id: '1', label: 'High' }, answered: { id: '4', label: 'Calculated' } }),
    ).toMatchObject({
      kind: 'altered',
    });
  });

  it.each<[string, FieldDescriptor, FieldValue, FieldValue]>([
    ['trailing blanks', text, 'one \ntwo\n', 'one\ntwo'],
    ['line ends', text, 'one\ntwo', 'one\r\ntwo'],
    ['fractions of a second', aField('f', 'dateTime'), '2026-01-01T00:00:00.123Z', '2026-01-01T00:00:00.000Z'],
    ['the last bit of a number', aField('f', 'number'), 0.1 + 0.2, 0.3],
    ['a label of the same option', aField('f', 'option'), { id: '1', label: 'High' }, { id: '1', label: 'hoch' }],
    [
      'an id that an open list gives to what was written',
      aField('f', 'reference'),
      { id: 'syncline', label: 'syncline' },
      { id: 'sys-1', label: 'syncline' },
    ],
    ['localIds', aField('f', 'richText'), doc(p('a')), doc({ ...p('a'), attrs: { localId: 'x' } })],
    ['texts parted otherwise', aField('f', 'richText'), doc(p('a', 'b')), doc(p('ab'))],
    [
      'another layout of the same words',
      aField('f', 'richText'),
      doc(p('a'), p('b')),
      doc(p('a', { type: 'hardBreak' }, { type: 'hardBreak' }, 'b')),
    ],
  ])('may differ in %s', (_what, descriptor, sent, answered) => {
    expect(judged(descriptor, { sent, answered })).toEqual({ kind: 'taken', value: answered });
  });

  it('names a panel that was lost', () => {
    const sent = doc(panel(p('a')));
    expect(judged(aField('f', 'richText'), { sent, answered: doc(p('a')) })).toMatchObject({ kind: 'altered' });
  });
});

describe('I7 the answer to a write by element', () => {
  const labels = aField('f', 'labels');
  const wrote = { before: ['a', 'b'], sent: ['b', 'c'], elements: { add: ['c'], remove: ['a'] } };

  it('is taken when these elements are as wanted; what others did meanwhile is not in the base', () => {
    expect(judged(labels, { ...wrote, answered: ['b', 'c', 'theirs'] })).toEqual({ kind: 'taken', value: ['b', 'c'] });
    expect(judged(labels, { ...wrote, answered: ['c'] })).toEqual({ kind: 'taken', value: ['b', 'c'] });
  });

  it('is a refusal or an alteration when they are not', () => {
    expect(judged(labels, { ...wrote, answered: ['b', 'a'] })).toEqual({ kind: 'refused' });
    expect(judged(labels, { ...wrote, answered: ['b', 'C'] })).toMatchObject({ kind: 'altered' });
  });
});
