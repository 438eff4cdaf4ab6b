import { describe, expect, it } from 'vitest';
import type { DescribedOption, FieldDescriptor, FieldKind } from '../../../../backend/connectors/sdk/index.js';
import { serviceNowConnector } from '../../../../backend/connectors/servicenow/index.js';
import { type JsonValue, silentLogger, systemClock, systemRandom } from '../../../../backend/shared/index.js';

const { signal } = new AbortController();
const http = {
  call: () => Promise.reject(new Error('no call is needed')),
  counts: () => ({ reads: 0, writes: 0 }),
};
const context = {
  name: 'sn',
  url: 'http://127.0.0.1',
  http,
  clock: systemClock,
  random: systemRandom,
  log: silentLogger,
};
const tool = serviceNowConnector.open(context, {});

const STATES: readonly DescribedOption[] = [
  { id: '1', label: 'New', disabled: false, category: 'open' },
  { id: '6', label: 'Resolved', disabled: false, category: 'closed' },
];

describe('a value as a person wrote it', () => {
  it.each<[FieldKind, JsonValue, unknown]>([
    ['text', 'a\r\nb', 'a\nb'],
    ['text', 7, '7'],
    ['text', '', null],
    ['number', '2.5', 2.5],
    ['duration', 90, 90],
    ['boolean', true, true],
    ['boolean', 'false', false],
    ['date', '2026-07-14', '2026-07-14'],
    ['dateTime', '2026-07-14T02:00:00+02:00', '2026-07-14T00:00:00.000Z'],
    ['dateTime', '2026-07-14 00:28:27', '2026-07-14T00:28:27.000Z'],
    ['option', 'anything', { id: 'anything', label: 'anything' }],
    [
      'options',
      ['a', 'b'],
      [
        { id: 'a', label: 'a' },
        { id: 'b', label: 'b' },
      ],
    ],
    ['labels', ['a'], ['a']],
    ['reference', 'a'.repeat(32), { id: 'a'.repeat(32), label: 'a'.repeat(32), email: null }],
    ['user', null, null],
  ])('for %s, %j, is typed', async (kind, written, expected) => {
    expect(await tool.parse(field(kind), written, signal)).toEqual(expected);
  });

  it.each<[FieldKind, JsonValue]>([
    ['text', { a: 1 }],
    ['number', 'many'],
    ['boolean', 'yes'],
    ['date', '14.07.2026'],
    ['dateTime', 'tomorrow'],
    ['dateTime', '2026-07-14T00:28:27'],
    ['reference', 'Hardware'],
    ['richText', 'words'],
  ])('for %s, %j, is refused with field and value', async (kind, written) => {
    await expect(tool.parse(field(kind), written, signal)).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining(`u_field: ${JSON.stringify(written)}`),
    });
  });

  it.each(['6', 'resolved'])('for a list of choices, %s, is value or label', async (written) => {
    const state = { ...field('status'), options: STATES };
    expect(await tool.parse(state, written, signal)).toEqual({ id: '6', label: 'Resolved' });
  });

  it('for a list of choices is refused with what is possible', async () => {
    const state = { ...field('status'), options: STATES };
    await expect(tool.parse(state, 'Done', signal)).rejects.toThrow('1 (New), 6 (Resolved)');
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
