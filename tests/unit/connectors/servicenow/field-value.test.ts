import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldDescriptor, FieldKind, FieldValue } from '../../../../backend/connectors/sdk/index.js';
import { fieldValue, storedValue } from '../../../../backend/connectors/servicenow/field-value.js';

const sysId = fc.stringMatching(/^[0-9a-f]{32}$/);
const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000).toISOString());

const VALUES: readonly (readonly [FieldKind, fc.Arbitrary<FieldValue>])[] = [
  ['text', fc.string({ minLength: 1 }).filter((text) => !text.includes('\r'))],
  ['number', fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0)],
  ['boolean', fc.boolean()],
  ['date', second.map((iso) => iso.slice(0, 10))],
  ['dateTime', second],
  ['duration', fc.nat()],
  ['option', sysId.map((id) => ({ id, label: id }))],
  ['status', sysId.map((id) => ({ id, label: id }))],
  ['user', sysId.map((id) => ({ id, label: id, email: null }))],
  ['reference', sysId.map((id) => ({ id, label: id }))],
  ['references', fc.uniqueArray(sysId, { minLength: 1 }).map((ids) => ids.map((id) => ({ id, label: id })))],
];

describe('a value', () => {
  it.each(VALUES)('of kind %s comes back as it was written', (kind, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const cell = { value: storedValue(field(kind), value), display: null, linkedTable: null };
        expect(fieldValue(kind, cell)).toEqual(value);
      }),
    );
  });

  it('is null when the tool keeps nothing, whatever its kind', () => {
    for (const [kind] of VALUES) {
      expect(fieldValue(kind, { value: '', display: '', linkedTable: null })).toBeNull();
      expect(storedValue(field(kind), null)).toBe('');
    }
  });

  it.each([
    ['number', 'twelve'],
    ['dateTime', 'yesterday'],
    ['date', '14.07.2026'],
    ['duration', '2 Hours'],
    ['boolean', 'maybe'],
  ] as const)('of kind %s counts as not answered when it is %s', (kind, value) => {
    expect(fieldValue(kind, { value, display: value, linkedTable: null })).toBeUndefined();
  });

  it('takes names from what people see only when they are as many as the ids', () => {
    const two = { value: 'a,b', linkedTable: null };
    const labels = (display: string) => fieldValue('references', { ...two, display });
    expect(labels('Ann, Bob')).toEqual([
      { id: 'a', label: 'Ann' },
      { id: 'b', label: 'Bob' },
    ]);
    expect(labels('Ann, Bob, Jr.')).toEqual([
      { id: 'a', label: 'a' },
      { id: 'b', label: 'b' },
    ]);
  });

  it('that is rich becomes plain words', () => {
    const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] };
    expect(storedValue(field('text'), { type: 'doc', version: 1, content: [paragraph] })).toBe('Hello');
  });
});

function field(kind: FieldKind): FieldDescriptor {
  return {
    id: 'u_field',
    name: 'Field',
    kind,
    required: false,
    onCreate: true,
    onUpdate: true,
    maxLength: null,
    multiline: true,
    options: null,
    token: 'id',
  };
}
