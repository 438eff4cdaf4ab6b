import { describe, expect, it } from 'vitest';
import { aRow, values } from './support/definition.js';
import { doc, h2, mention, p, panel, table } from './support/documents.js';
import { aPair, writtenTo } from './support/pair.js';
import { aField, options } from './support/schema.js';

const text = (id: string) => aField(id, 'text');
const lines = (...all: readonly string[]) => all.join('\n');

describe('I9 one side moved: the change is carried, not the value', () => {
  it('carries nothing when nobody moved', async () => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b'));
    expect(await pair.merge({ left: 'x', right: 'y' }, 'x', 'y')).toEqual({ kind: 'unchanged' });
  });

  it('adds and removes elements and leaves what only the other side has', async () => {
    const pair = aPair(aField('labels', 'labels'), aField('tags', 'labels'), aRow('labels', 'tags'));
    const base = { left: ['a', 'b'], right: ['a', 'b', 'only-right'] };
    expect(await pair.merge(base, ['b', 'c'], base.right)).toEqual({
      kind: 'carry',
      writes: { right: { value: ['b', 'only-right', 'c'], elements: { add: ['c'], remove: ['a'] } } },
      overwrites: null,
    });
  });

  it('changes a line of a text and leaves what the other tool made of the others', async () => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b'));
    const base = { left: lines('one', 'two', 'three'), right: lines('one', 'two', 'three', '', 'sent from elsewhere') };
    const outcome = await pair.merge(base, lines('one', 'TWO', 'three'), base.right);
    expect(writtenTo('right', outcome)).toBe(lines('one', 'TWO', 'three', '', 'sent from elsewhere'));
  });

  it('keeps tables, panels and mentions of rich text when plain text is edited', async () => {
    const pair = aPair(aField('description', 'richText'), text('description'), aRow('description', 'description'));
    const [grid, box, call] = [table(['a', 'b']), panel(p('careful')), p('ask ', mention('Ann'))];
    const left = doc(h2('Plan'), p('first'), grid, box, call);
    const right = lines('Plan', '', 'first', '', 'a | b', '', 'careful', '', 'ask @Ann');
    const outcome = await pair.merge({ left, right }, left, right.replace('first', 'second'));
    const written = writtenTo('left', outcome);
    expect(written).toEqual(doc(h2('Plan'), p('second'), grid, box, call));
    for (const node of [grid, box, call]) expect((written as typeof left).content).toContain(node);
  });

  it('writes nothing when the other side cannot tell the difference', async () => {
    const pair = aPair(aField('description', 'richText'), text('description'), aRow('description', 'description'));
    const left = doc({ type: 'paragraph', content: [{ type: 'text', text: 'bold', marks: [{ type: 'strong' }] }] });
    expect(await pair.merge({ left: doc(p('bold')), right: 'bold' }, left, 'bold')).toEqual({
      kind: 'agreed',
      base: { left, right: 'bold' },
    });
  });

  it('empties the other side without asking an expression', async () => {
    const row = aRow('a', 'b', { toRight: '$error("asked")', toLeft: 'value' });
    const pair = aPair(text('a'), text('b'), row);
    expect(writtenTo('right', await pair.merge({ left: 'x', right: 'y' }, null, 'y'))).toBeNull();
  });

  it('keeps the time of day when a date is carried', async () => {
    const pair = aPair(aField('due', 'dateTime'), aField('due', 'date'), aRow('due', 'due'));
    const base = { left: '2026-01-05T10:30:00.000Z', right: '2026-01-05' };
    const later = await pair.merge(base, base.left, '2026-01-07');
    expect(writtenTo('left', later)).toBe('2026-01-07T10:30:00.000Z');
    const both = await pair.merge(base, '2026-01-05T23:00:00.000Z', '2026-01-07');
    expect(writtenTo('left', both)).toBe('2026-01-07T23:00:00.000Z');
  });
});

describe('I9 both sides moved to the same: the new base', () => {
  it('compares after conversion', async () => {
    const left = aField('priority', 'option', { options: options({ 1: 'High', 2: 'Low' }) });
    const right = aField('priority', 'option', { options: options({ 7: 'P1', 8: 'P2' }) });
    const pair = aPair(left, right, aRow('priority', 'priority', { values: values('High=P1', 'Low=P2') }));
    const [high, low] = [
      { id: '1', label: 'High' },
      { id: '2', label: 'Low' },
    ];
    const [p1, p2] = [
      { id: '7', label: 'P1' },
      { id: '8', label: 'P2' },
    ];
    expect(await pair.merge({ left: high, right: p1 }, low, p2)).toEqual({
      kind: 'agreed',
      base: { left: low, right: p2 },
    });
  });

  it('takes a form that holds less for the same', async () => {
    const pair = aPair(text('a'), aField('b', 'text', { multiline: false }), aRow('a', 'b'));
    expect(await pair.merge({ left: 'x', right: 'x' }, lines('one', 'two'), 'one two')).toMatchObject({
      kind: 'agreed',
    });
  });
});

describe('I9 both sides moved apart', () => {
  it('merges sets by element', async () => {
    const pair = aPair(aField('labels', 'labels'), aField('tags', 'labels'), aRow('labels', 'tags'));
    const base = { left: ['a', 'b'], right: ['a', 'b'] };
    expect(await pair.merge(base, ['b', 'left'], ['a', 'b', 'right'])).toEqual({
      kind: 'carry',
      writes: {
        left: { value: ['b', 'left', 'right'], elements: { add: ['right'], remove: [] } },
        right: { value: ['b', 'right', 'left'], elements: { add: ['left'], remove: ['a'] } },
      },
      overwrites: null,
    });
  });

  it('merges a set with its text form by element, and never comes to the policy', async () => {
    const row = aRow('labels', 'u_labels', {
      toRight: '$join(value, ",")',
      toLeft: '$filter($map($split(value, ","), $trim), function($l) { $l != "" })[]',
      conflicts: 'left',
    });
    const pair = aPair(aField('labels', 'labels'), text('u_labels'), row);
    const outcome = await pair.merge({ left: ['a', 'b'], right: 'a,b' }, ['b', 'l'], 'a, b, r');
    expect(outcome).toMatchObject({ kind: 'carry', overwrites: null });
    expect(writtenTo('left', outcome)).toEqual(['b', 'l', 'r']);
    expect(writtenTo('right', outcome)).toBe('b,r,l');
  });

  it('merges plain text by line, also lines that stand next to each other', async () => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b'));
    const base = { left: lines('1', '2', '3'), right: lines('1', '2', '3') };
    const outcome = await pair.merge(base, lines('1!', '2', '3'), lines('1', '2?', '3', '4'));
    const merged = lines('1!', '2?', '3', '4');
    expect([writtenTo('left', outcome), writtenTo('right', outcome)]).toEqual([merged, merged]);
  });

  it('merges rich text with plain text by block', async () => {
    const pair = aPair(aField('d', 'richText'), text('d'), aRow('d', 'd'));
    const grid = table(['a', 'b']);
    const base = { left: doc(p('one'), grid, p('two')), right: lines('one', '', 'a | b', '', 'two') };
    const outcome = await pair.merge(
      base,
      doc(p('one, ', mention('Ann')), grid, p('two')),
      lines('one', '', 'a | b', '', 'two, right'),
    );
    expect(writtenTo('left', outcome)).toEqual(doc(p('one, ', mention('Ann')), grid, p('two, right')));
    expect(writtenTo('right', outcome)).toBe(lines('one, @Ann', '', 'a | b', '', 'two, right'));
  });

  it('takes no blank line for the one that it looks like', async () => {
    const pair = aPair(text('d'), aField('d', 'richText'), aRow('d', 'd'));
    const grid = table(['cell', 'cell']);
    const base = {
      left: lines('zero', '', 'cell | cell', '', 'one', '', 'two'),
      right: doc(p('zero'), grid, p('one'), p('two')),
    };
    const outcome = await pair.merge(
      base,
      lines('', 'cell | cell', 'one', '', 'two'),
      doc(p('new'), p('zero'), grid, p('two')),
    );
    expect(writtenTo('right', outcome)).toEqual(doc(p('new'), grid, p('two')));
    expect(writtenTo('left', outcome)).toBe(lines('new', '', 'cell | cell', '', 'two'));
  });

  it('merges two rich texts by block', async () => {
    const pair = aPair(aField('d', 'richText'), aField('d', 'richText'), aRow('d', 'd'));
    const base = doc(h2('T'), p('one'), p('two'));
    const outcome = await pair.merge(
      { left: base, right: base },
      doc(h2('T'), p('ONE'), p('two')),
      doc(h2('T'), p('one'), p('TWO')),
    );
    const merged = doc(h2('T'), p('ONE'), p('TWO'));
    expect([writtenTo('left', outcome), writtenTo('right', outcome)]).toEqual([merged, merged]);
  });

  it('holds what overlaps, and shows both', async () => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b'));
    expect(await pair.merge({ left: 'x', right: 'x' }, 'left', 'right')).toEqual({
      kind: 'held',
      reason: 'conflict',
      message: 'both sides changed it: left to “left”, right to “right”',
    });
  });

  it.each([
    ['left', 'right'],
    ['right', 'left'],
  ] as const)('lets %s win by policy, only where the edits overlap, and names what loses', async (winner, loser) => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b', { conflicts: winner }));
    const base = { left: lines('1', '2', '3'), right: lines('1', '2', '3') };
    const now = { left: lines('left', '2', '3'), right: lines('right', '2', '3', '4') };
    const outcome = await pair.merge(base, now.left, now.right);
    expect(writtenTo(loser, outcome)).toBe(lines(winner, '2', '3', '4'));
    expect(outcome).toMatchObject({ overwrites: { side: loser, value: now[loser] } });
  });

  it('lets the whole value win where an expression hides what changed', async () => {
    const row = aRow('a', 'b', { toRight: 'value & "\n" & item.key', conflicts: 'right' });
    const pair = aPair(text('a'), text('b'), row);
    const base = { left: lines('1', '2'), right: lines('1', '2', 'KEY-1') };
    const outcome = await pair.merge(base, lines('left', '2'), lines('1', '2', 'right'));
    expect(outcome).toMatchObject({ overwrites: { side: 'left', value: lines('left', '2') } });
    expect(writtenTo('left', outcome)).toBe(lines('1', '2', 'right'));
  });

  it.each([
    ['2026-01-01T00:00:10.000Z', '2026-01-01T00:00:12.000Z', 'right'],
    ['2026-01-01T00:00:12.000Z', '2026-01-01T00:00:10.000Z', 'left'],
  ] as const)('lets the newest win', async (leftAt, rightAt, winner) => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b'), { definition: { conflicts: 'newest' } });
    const outcome = await pair.merge({ left: 'x', right: 'x' }, 'left', 'right', { leftAt, rightAt });
    expect(outcome).toMatchObject({
      kind: 'carry',
      writes: { [winner === 'left' ? 'right' : 'left']: { value: winner } },
    });
  });

  it('holds the newest under two seconds apart', async () => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b', { conflicts: 'newest' }));
    const times = { leftAt: '2026-01-01T00:00:10.000Z', rightAt: '2026-01-01T00:00:11.999Z' };
    expect(await pair.merge({ left: 'x', right: 'x' }, 'l', 'r', times)).toMatchObject({
      kind: 'held',
      reason: 'conflict',
    });
  });
});

describe('I9 a field that waits', () => {
  it('is not merged', async () => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b'));
    expect(await pair.merge({ left: 'x', right: 'x' }, 'y', 'x', { isHeld: true })).toEqual({ kind: 'unchanged' });
  });

  it('is released when both sides are equal', async () => {
    const pair = aPair(text('a'), text('b'), aRow('a', 'b'));
    expect(await pair.merge({ left: 'x', right: 'x' }, 'y', 'y', { isHeld: true })).toEqual({
      kind: 'agreed',
      base: { left: 'y', right: 'y' },
    });
  });
});

describe('I9 a one-way field', () => {
  const pair = aPair(text('a'), text('b'), aRow('a', 'b', { direction: 'right' }));
  const base = { left: 'x', right: 'x' };

  it('leaves an edit on the far side alone', async () => {
    expect(await pair.merge(base, 'x', 'far')).toEqual({ kind: 'unchanged' });
  });

  it('overwrites it at the next change of the near side, and names it', async () => {
    expect(await pair.merge(base, 'near', 'far')).toEqual({
      kind: 'carry',
      writes: { right: { value: 'near', elements: null } },
      overwrites: { side: 'right', value: 'far' },
    });
  });

  it('never writes the near side', async () => {
    const left = aPair(text('a'), text('b'), aRow('a', 'b', { direction: 'left', conflicts: 'left' }));
    expect(await left.merge(base, 'far', 'near')).toMatchObject({ writes: { left: { value: 'near' } } });
  });
});
