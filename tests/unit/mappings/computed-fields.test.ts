import { describe, expect, it } from 'vitest';
import { aRow } from './support/definition.js';
import { aPair, writtenTo } from './support/pair.js';
import { aField } from './support/schema.js';

describe('a field on one side only', () => {
  const pair = (initial: 'left' | 'hold' = 'left') =>
    aPair(
      aField('summary', 'text'),
      aField('correlation_id', 'text'),
      aRow(null, 'correlation_id', { toRight: 'item.key & item.fields.summary' }),
      { definition: { initial } },
    );

  it('gets the computed value, and is left alone as long as that is the same', async () => {
    expect(writtenTo('right', await pair().merge(null, '!', null))).toBe('KEY-1!');
    expect(await pair().merge({ left: 'KEY-1!', right: 'KEY-1!' }, '!', 'KEY-1!')).toEqual({ kind: 'unchanged' });
    expect(await pair().merge({ left: 'KEY-1!', right: 'KEY-1!' }, '!', 'edited')).toEqual({ kind: 'unchanged' });
  });

  it('gets it again when it is another one, and names an edit that is covered', async () => {
    expect(await pair().merge({ left: 'KEY-1!', right: 'KEY-1!' }, '?', 'edited')).toEqual({
      kind: 'carry',
      writes: { right: { value: 'KEY-1?', elements: null } },
      overwrites: { side: 'right', value: 'edited' },
    });
  });

  it('keeps what the tool made of it', async () => {
    expect(await pair().merge({ left: 'KEY-1!', right: 'key-1!' }, '!', 'key-1!')).toEqual({ kind: 'unchanged' });
  });

  it('agrees where the value is there already, and asks when told to', async () => {
    expect(await pair('hold').merge(null, '!', 'KEY-1!')).toMatchObject({ kind: 'agreed' });
    expect(await pair('hold').merge(null, '!', 'other')).toMatchObject({ kind: 'held', reason: 'first-contact' });
    expect(await pair('hold').merge(null, '!', null)).toMatchObject({ kind: 'carry' });
  });
});
