import { describe, expect, it } from 'vitest';
import { toIsoUtc } from '../../../../backend/connectors/jira/answers/instant.js';
import { cloudForms } from '../../../../backend/connectors/jira/cloud/cloud-forms.js';
import { readJiraError } from '../../../../backend/connectors/jira/read-error.js';
import { fieldsToJira } from '../../../../backend/connectors/jira/values/fields-to-jira.js';
import { fromJira } from '../../../../backend/connectors/jira/values/from-jira.js';
import { toJira } from '../../../../backend/connectors/jira/values/to-jira.js';
import type { FieldKind, FieldValue } from '../../../../backend/connectors/sdk/index.js';

const KINDS: readonly FieldKind[] = [
  'text',
  'richText',
  'number',
  'boolean',
  'date',
  'dateTime',
  'duration',
  'option',
  'options',
  'status',
  'user',
  'users',
  'labels',
  'reference',
  'references',
];

describe('values from Jira', () => {
  it.each(KINDS)('of kind %s are null when empty', (kind) => {
    expect(fromJira(kind, null, cloudForms)).toBeNull();
    expect(fromJira(kind, undefined, cloudForms)).toBeNull();
  });

  it.each<[FieldKind, unknown, FieldValue | undefined]>([
    ['text', 'a\r\nb\rc', 'a\nb\nc'],
    ['text', '', null],
    ['text', 5, undefined],
    ['richText', { type: 'doc', version: 1, content: [] }, null],
    ['richText', { type: 'doc', version: 1, content: [{ type: 'paragraph' }] }, null],
    ['richText', '', null],
    [
      'richText',
      'plain',
      { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'plain' }] }] },
    ],
    ['richText', { type: 'page' }, undefined],
    ['number', 0, 0],
    ['date', '2026-03-01', '2026-03-01'],
    ['date', '01/Mar/26', undefined],
    ['dateTime', '2026-03-01T10:00:00.123+0530', '2026-03-01T04:30:00.123Z'],
    ['option', { id: '1', value: 'A' }, { id: '1', label: 'A' }],
    ['option', { id: 1, name: 'A' }, { id: '1', label: 'A' }],
    ['option', { id: '1', value: 'A', child: { id: '2', value: 'B' } }, { id: '1/2', label: 'A / B' }],
    ['option', { value: 'A' }, undefined],
    ['options', [], null],
    ['options', [{ id: '1', value: 'A' }, {}], undefined],
    ['labels', [], null],
    ['labels', ['a'], ['a']],
    ['user', { accountId: 'x', displayName: 'X', emailAddress: '' }, { id: 'x', label: 'X', email: null }],
    ['user', { accountId: 'x' }, { id: 'x', label: 'x', email: null }],
    ['users', [{ accountId: 'x' }], [{ id: 'x', label: 'x', email: null }]],
    ['reference', { id: '7', key: 'A-1' }, { id: '7', label: 'A-1' }],
  ])('%s %j', (kind, raw, value) => {
    expect(fromJira(kind, raw, cloudForms)).toEqual(value);
  });
});

describe('values to Jira', () => {
  const field = (kind: FieldKind) => ({ id: 'f', name: 'F', kind });

  it.each<[FieldKind, FieldValue, unknown]>([
    ['text', null, null],
    ['labels', null, []],
    ['options', null, []],
    ['option', { id: '1', label: 'A' }, { id: '1' }],
    ['option', { id: '1/2', label: 'A / B' }, { id: '1', child: { id: '2' } }],
    ['options', [{ id: '1', label: 'A' }], [{ id: '1' }]],
    ['user', { id: 'x', label: 'X', email: null }, { accountId: 'x' }],
    ['users', [{ id: 'x', label: 'X', email: null }], [{ accountId: 'x' }]],
    ['reference', { id: '7', label: 'A-1' }, { id: '7' }],
    ['dateTime', '2026-03-01T04:30:00.123Z', '2026-03-01T04:30:00.123+0000'],
    ['date', '2026-03-01', '2026-03-01'],
  ])('%s %j', (kind, value, written) => {
    expect(toJira(field(kind), value, cloudForms)).toEqual(written);
  });

  it.each<[FieldKind, FieldValue]>([
    ['number', 'five'],
    ['labels', ['two words']],
    ['labels', ['']],
    ['dateTime', 'soon'],
    ['user', 'bob'],
    ['richText', { type: 'doc', version: 1, content: [{ type: 'text', text: '' }] }],
  ])('%s refuse %j and name the field', (kind, value) => {
    expect(() => toJira(field(kind), value, cloudForms)).toThrow(
      expect.objectContaining({ name: 'RefusedError', fieldErrors: { f: expect.any(String) } }),
    );
  });

  it('of fields that nobody described say by their form what they are', () => {
    const values = {
      resolution: { id: '1', label: 'Done' },
      approver: { id: 'x', label: 'X', email: null },
      tags: ['a'],
      versions: [{ id: '2', label: 'v2' }],
      effort: 3,
      words: 'w',
    };
    expect(fieldsToJira(values, [], cloudForms)).toEqual({
      resolution: { id: '1' },
      approver: { accountId: 'x' },
      tags: ['a'],
      versions: [{ id: '2' }],
      effort: 3,
      words: 'w',
    });
  });
});

describe('dates', () => {
  it.each([
    ['2026-04-28T15:41:27.114+0200', '2026-04-28T13:41:27.114Z'],
    ['2026-04-28T15:41:27-08:00', '2026-04-28T23:41:27.000Z'],
    ['2026-04-28T15:41Z', '2026-04-28T15:41:00.000Z'],
    ['2026-04-28T15:41:27.114567+02', '2026-04-28T13:41:27.114Z'],
  ])('%s', (written, iso) => {
    expect(toIsoUtc(written)).toBe(iso);
  });

  it.each(['2026-04-28', '2026-04-28T15:41:27', 'yesterday', '2026-13-28T15:41:27Z'])('%s is none', (written) => {
    expect(toIsoUtc(written)).toBeNull();
  });
});

describe("Jira's words", () => {
  it('are its messages and what it says of fields', () => {
    const body = { errorMessages: ['No.'], errors: { summary: 'Too long', priority: { odd: 1 } } };
    expect(readJiraError(400, body)).toEqual({
      message: 'No. summary: Too long priority: {"odd":1}',
      fieldErrors: { summary: 'Too long', priority: '{"odd":1}' },
    });
  });

  it.each([[{ message: 'gateway' }], [{ errorMessage: 'gateway' }]])('are read from %j', (body) => {
    expect(readJiraError(401, body)?.message).toBe('gateway');
  });

  it.each([['<html>'], [null], [{}], [{ errorMessages: [], errors: {} }]])('are none in %j', (body) => {
    expect(readJiraError(400, body)).toBeNull();
  });
});
