import { expect, test } from 'vitest';
import { neededSchema } from '../../../backend/integrations/needed-schema.js';
import { compileMapping, type Side } from '../../../backend/mappings/index.js';
import { aDefinition, anEntry, aRow, values } from '../mappings/support/definition.js';
import { aContainer, aField, options } from '../mappings/support/schema.js';

const FIELDS = [
  aField('summary', 'text'),
  aField('phase', 'status', { options: options({ 1: 'Open', 2: 'Done' }) }),
  aField('caller', 'user'),
  aField('cf_1', 'text', { name: 'Close notes' }),
  aField('cf_2', 'text', { name: 'Reason' }),
  aField('unused', 'text'),
];
const schemas = { left: aContainer('LEFT', FIELDS), right: aContainer('RIGHT', FIELDS) };

const ROW = aRow('summary', 'summary');
const STATUS_ROW = aRow('phase', 'phase', {
  values: values('Open=Open', 'Done=Done'),
  transition: { left: { Done: { cf_2: 'over' } }, right: { Done: { 'Close notes': 'over' } } },
});

function needed(side: Side, entry: Parameters<typeof anEntry>) {
  const { mapping, faults } = compileMapping(aDefinition([], { items: [anEntry(...entry)] }), schemas);
  expect(faults).toEqual([]);
  return neededSchema(schemas[side], mapping, side).itemTypes.flatMap(({ fields }) => fields.map(({ id }) => id));
}

// Red without: the filter (a process would keep hundreds of fields with thousands of options), or `status` in it: what is not mapped
// decides all the same whether an item is open.
test('of a description stays what is mapped, and the status', () => {
  expect(needed('left', [[ROW]])).toEqual(['summary', 'phase']);
});

// Red without: the keys of `onCreate`, or with those of the other side.
test('of a description stays what is given at creation', () => {
  const entry: Parameters<typeof anEntry> = [[ROW], { onCreate: { left: { caller: 'x' }, right: { Reason: 'y' } } }];
  expect(needed('left', entry)).toEqual(['summary', 'phase', 'caller']);
  expect(needed('right', entry)).toEqual(['summary', 'phase', 'cf_2']);
});

// Red without: the keys of `transition`, or with those of the other side.
test('of a description stays what is given with the entering of a status', () => {
  expect(needed('left', [[ROW, STATUS_ROW]])).toEqual(['summary', 'phase', 'cf_2']);
  expect(needed('right', [[ROW, STATUS_ROW]])).toEqual(['summary', 'phase', 'cf_1']);
});
