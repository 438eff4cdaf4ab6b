import { describe, expect, it } from 'vitest';
import { aRow } from './support/definition.js';
import { aPair } from './support/pair.js';
import { aField } from './support/schema.js';

const text = (id: string) => aField(id, 'text');
const starting = (initial: 'left' | 'right' | 'hold', direction: 'both' | 'right' = 'both') =>
  aPair(text('a'), text('b'), aRow('a', 'b', { direction }), { definition: { initial } });

describe('I12 first contact has a rule', () => {
  it('agrees on what is equal, whatever the rule', async () => {
    for (const initial of ['left', 'right', 'hold'] as const) {
      expect(await starting(initial).merge(null, 'same', 'same ')).toEqual({
        kind: 'agreed',
        base: { left: 'same', right: 'same ' },
      });
    }
  });

  it('lets the side win that the rule names, and names what is covered', async () => {
    expect(await starting('left').merge(null, 'l', 'r')).toEqual({
      kind: 'carry',
      writes: { right: { value: 'l', elements: null } },
      overwrites: { side: 'right', value: 'r' },
    });
    expect(await starting('right').merge(null, 'l', 'r')).toEqual({
      kind: 'carry',
      writes: { left: { value: 'r', elements: null } },
      overwrites: { side: 'left', value: 'l' },
    });
  });

  it('covers nothing where the other side is empty', async () => {
    expect(await starting('left').merge(null, 'l', null)).toMatchObject({ kind: 'carry', overwrites: null });
  });

  it('asks a person when told to', async () => {
    expect(await starting('hold').merge(null, 'l', 'r')).toMatchObject({ kind: 'held', reason: 'first-contact' });
  });

  it('takes the near side of a one-way field', async () => {
    expect(await starting('right', 'right').merge(null, 'l', 'r')).toMatchObject({ writes: { right: { value: 'l' } } });
    expect(await starting('hold', 'right').merge(null, 'l', null)).toMatchObject({ writes: { right: { value: 'l' } } });
    expect(await starting('hold', 'right').merge(null, 'l', 'r')).toMatchObject({
      kind: 'held',
      reason: 'first-contact',
    });
  });

  it('replaces a whole set, since nobody knows what was added or removed', async () => {
    const pair = aPair(aField('a', 'labels'), aField('b', 'labels'), aRow('a', 'b'));
    expect(await pair.merge(null, ['x', 'y'], ['y', 'z'])).toMatchObject({
      writes: { right: { elements: { add: ['x'], remove: ['z'] } } },
      overwrites: { side: 'right', value: ['y', 'z'] },
    });
  });
});
