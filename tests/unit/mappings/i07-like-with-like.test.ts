import { describe, expect, it } from 'vitest';
import { aRow, values } from './support/definition.js';
import { aPair, writtenTo } from './support/pair.js';
import { aField, options } from './support/schema.js';

describe('I7 each side is compared with its own base, never with a conversion of the other', () => {
  it('takes no alteration by a tool for an edit', async () => {
    const pair = aPair(
      aField('description', 'text'),
      aField('description', 'text'),
      aRow('description', 'description'),
    );
    const base = { left: 'a long text', right: 'a long' };
    expect(await pair.merge(base, 'a long text', 'a long')).toEqual({ kind: 'unchanged' });
  });

  it('takes no calculated option for an edit, and carries the next real one', async () => {
    const left = aField('priority', 'option', { options: options({ 1: 'High', 2: 'Low' }) });
    const right = aField('priority', 'option', {
      options: options({ 1: '1 - High', 2: '2 - Low', 4: '4 - Calculated' }),
      token: 'id',
    });
    const pair = aPair(left, right, aRow('priority', 'priority', { values: values('High=1', 'Low=2') }));
    const high = { id: '1', label: 'High' };
    const calculated = { id: '4', label: '4 - Calculated' };
    const base = { left: high, right: calculated };
    expect(await pair.merge(base, high, calculated)).toEqual({ kind: 'unchanged' });
    const outcome = await pair.merge(base, { id: '2', label: 'Low' }, calculated);
    expect(writtenTo('right', outcome)).toEqual({ id: '2', label: '2 - Low' });
  });

  it('sees no edit in new localIds, in an option that was renamed and in labels that stand in another order', async () => {
    const document = (localId: string) => ({
      type: 'doc' as const,
      version: 1 as const,
      content: [{ type: 'paragraph', attrs: { localId }, content: [{ type: 'text', text: 'one' }] }],
    });
    const rich = aPair(aField('d', 'richText'), aField('d', 'text'), aRow('d', 'd'));
    expect(await rich.merge({ left: document('a'), right: 'one' }, document('b'), 'one')).toEqual({
      kind: 'unchanged',
    });

    const option = aPair(aField('o', 'option'), aField('o', 'text'), aRow('o', 'o', { direction: 'right' }));
    const base = { left: { id: '1', label: 'Old' }, right: 'Old' };
    expect(await option.merge(base, { id: '1', label: 'New' }, 'Old')).toEqual({ kind: 'unchanged' });

    const labels = aPair(aField('l', 'labels'), aField('l', 'labels'), aRow('l', 'l'));
    expect(await labels.merge({ left: ['a', 'b'], right: ['a', 'b'] }, ['b', 'a'], ['a', 'b'])).toEqual({
      kind: 'unchanged',
    });
  });
});
