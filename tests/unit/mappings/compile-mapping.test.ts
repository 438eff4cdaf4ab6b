import { describe, expect, it } from 'vitest';
import { compileMapping, type FieldRule, type SyncDefinition } from '../../../backend/mappings/index.js';
import { aDefinition, anEntry, aRow, values } from './support/definition.js';
import { aContainer, aField, options } from './support/schema.js';

const schemas = {
  left: aContainer('BENCH', [
    aField('summary', 'text', { name: 'Summary' }),
    aField('labels', 'labels', { name: 'Labels' }),
    aField('priority', 'option', { name: 'Priority', options: options({ 1: 'High', 2: 'Low' }) }),
    aField('created', 'dateTime', { name: 'Created', onCreate: false, onUpdate: false }),
    aField('cf_1', 'text', { name: 'Team' }),
    aField('cf_2', 'text', { name: 'Team' }),
  ]),
  right: aContainer('incident', [
    aField('short_description', 'text', { name: 'Short description' }),
    aField('opened_at', 'dateTime', { name: 'Opened' }),
    aField('urgency', 'option', { name: 'Urgency', options: options({ 1: '1 - High', 3: '3 - Low' }), token: 'id' }),
    aField('correlation_id', 'text', { name: 'Correlation ID' }),
  ]),
};

function faultsOf(row: FieldRule, told: Partial<SyncDefinition> = {}) {
  return compileMapping(aDefinition([row, aRow('summary', 'short_description')], told), schemas);
}

describe('compileMapping', () => {
  it('finds fields by id, by name and by name in any case', () => {
    for (const written of ['summary', 'Summary', 'SUMMARY']) {
      const { mapping, faults } = compileMapping(aDefinition([aRow(written, 'Short description')]), schemas);
      expect(faults).toEqual([]);
      expect(mapping.rules[0]?.fields[0]?.left?.id).toBe('summary');
    }
  });

  it.each<[string, FieldRule, { path: string; message: string; suggestion: string | null }]>([
    [
      'an unknown field',
      aRow('sumary', 'correlation_id'),
      { path: 'items[0].fields[0].left', message: 'Task in BENCH has no field sumary', suggestion: 'summary' },
    ],
    [
      'a name that several fields have',
      aRow('Team', 'correlation_id'),
      {
        path: 'items[0].fields[0].left',
        message: 'Task in BENCH has several fields called Team: cf_1, cf_2; write an id',
        suggestion: 'cf_1',
      },
    ],
    [
      'unknown choices alone',
      aRow('priority', 'urgency', { values: values('Lo=3') }),
      {
        path: 'items[0].fields[0].values[0].left',
        message: 'Priority has no choice Lo; it has High, Low',
        suggestion: 'Low',
      },
    ],
    [
      'a direction that is not possible',
      aRow('created', 'opened_at'),
      {
        path: 'items[0].fields[0].left',
        message: 'Created is read-only on this side; write `direction: right`',
        suggestion: 'direction: right',
      },
    ],
    [
      'kinds that do not become each other',
      aRow('labels', 'correlation_id', { direction: 'right' }),
      {
        path: 'items[0].fields[0]',
        message: 'Labels (labels) does not become Correlation ID (text) by itself; say how by `toRight`',
        suggestion: 'toRight',
      },
    ],
    [
      'an expression that does not parse',
      aRow(null, 'correlation_id', { toRight: '$uppercase(item.key' }),
      {
        path: 'items[0].fields[0].toRight',
        message: 'the expression does not parse: Expected ")" before end of expression',
        suggestion: null,
      },
    ],
    [
      'an expression over a field that is not there',
      aRow(null, 'correlation_id', { toRight: 'item.fields.sumary' }),
      { path: 'items[0].fields[0].toRight', message: 'Task in BENCH has no field sumary', suggestion: 'summary' },
    ],
    [
      'a second writer of one field',
      aRow('cf_1', 'short_description', { direction: 'right' }),
      {
        path: 'items[0].fields[1].right',
        message: 'an earlier row writes Short description on this side already; give one of them another direction',
        suggestion: null,
      },
    ],
  ])('leaves out a row with %s and says so', (_what, row, fault) => {
    const { mapping, faults } = faultsOf(row);
    expect(faults).toEqual([fault]);
    expect(mapping.rules[0]?.fields).toHaveLength(1);
  });

  // Red without: the rows that are kept (compile/build-value-tables.ts): one renamed option would take the whole field out of the sync.
  it('leaves out one of several `values` that names nothing, and keeps the field (P12)', () => {
    const { mapping, faults } = faultsOf(aRow('priority', 'urgency', { values: values('High=1', 'Lo=3') }));
    expect(faults).toMatchObject([{ path: 'items[0].fields[0].values[1].left' }]);
    const field = mapping.rules[0]?.fields.find(({ id }) => id === 'priority:urgency');
    expect(field?.to.right?.table?.sources).toEqual(['High']);
    expect(field?.to.left?.table?.sources).toEqual(['1']);
  });

  it('refuses a regular expression that can take for ever', () => {
    const { faults } = faultsOf(aRow(null, 'correlation_id', { toRight: '$replace(item.key, /(?=a)/, "")' }));
    expect(faults).toMatchObject([{ path: 'items[0].fields[0].toRight', message: expect.stringContaining('(?=') }]);
  });

  it('leaves out an entry whose type or condition is faulty', () => {
    const rows = [aRow('summary', 'short_description')];
    const items = [
      anEntry(rows, { left: 'Tusk' }),
      anEntry(rows, { when: { left: 'item.fields.', right: null } }),
      anEntry(rows),
    ];
    const { mapping, faults } = compileMapping(aDefinition([], { items }), schemas);
    expect(faults).toMatchObject([
      { path: 'items[0].left', message: 'BENCH has no item type Tusk; it has Task', suggestion: 'Task' },
      { path: 'items[1].when.left' },
    ]);
    expect(mapping.rules.map(({ index }) => index)).toEqual([2]);
  });

  it('names unknown fields of `onCreate` and `match`', () => {
    const { faults } = compileMapping(
      aDefinition([], {
        items: [anEntry([], { onCreate: { left: {}, right: { urgencyy: '1' } } })],
        match: { left: 'key', right: 'corelation_id' },
      }),
      schemas,
    );
    expect(faults).toMatchObject([
      { path: 'items[0].onCreate.right.urgencyy', suggestion: 'urgency' },
      { path: 'match.right', suggestion: 'correlation_id' },
    ]);
  });

  it('says what must be read: mapped, matched and looked at by expressions', () => {
    const read = (told: Partial<FieldRule>, when: string | null = null) => {
      const { mapping, faults } = compileMapping(
        aDefinition([], {
          items: [anEntry([aRow('summary', 'short_description', told)], { when: { left: when, right: null } })],
          match: { left: 'key', right: 'correlation_id' },
        }),
        schemas,
      );
      expect(faults).toEqual([]);
      return {
        left: mapping.fields.left.map(({ id }) => id).sort(),
        right: mapping.fields.right.map(({ id }) => id).sort(),
      };
    };
    expect(read({})).toEqual({ left: ['summary'], right: ['correlation_id', 'short_description'] });
    expect(read({ toRight: 'value & item.fields.priority', toLeft: '$$.item.fields.urgency & value' })).toEqual({
      left: ['priority', 'summary'],
      right: ['correlation_id', 'short_description', 'urgency'],
    });
    expect(read({}, '$map(item.fields.labels, function($l) { $l & item.fields.cf_1 })').left).toEqual([
      'cf_1',
      'labels',
      'summary',
    ]);
    const all = schemas.left.itemTypes[0]?.fields.map(({ id }) => id).sort();
    for (const whole of [
      'item.*',
      '$string(item)',
      '$keys(item.fields)',
      '$$.*',
      'item.fields[a = 1]',
      '$lookup($, "item")',
    ]) {
      expect(read({}, whole).left).toEqual(all);
    }
    expect(read({}, 'item.key = "A" and item.type = "Task"').left).toEqual(['summary']);
  });
});
