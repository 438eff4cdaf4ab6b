import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdfDocument, FieldDescriptor, FieldValue } from '../../../backend/connectors/sdk/index.js';
import {
  afterWrite,
  type Base,
  type CompiledField,
  type FieldOutcome,
  opposite,
  SIDES,
  type Side,
} from '../../../backend/mappings/index.js';
import { documentToText } from '../../../backend/mappings/rich-text/index.js';
import { aRow } from './support/definition.js';
import { doc, mention, p, table } from './support/documents.js';
import { aPair, type Pair, somePorts } from './support/pair.js';
import { aField } from './support/schema.js';

/** One thing that happens: a person puts a token in or takes one out, or a merge is made and written. */
type Event =
  | { readonly kind: 'add' | 'replace' | 'remove'; readonly side: Side; readonly place: number }
  | { readonly kind: 'merge' };

const events: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('add' as const, 'replace' as const, 'remove' as const),
        side: fc.constantFrom(...SIDES),
        place: fc.nat(20),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'merge' as const }) },
  ),
  { maxLength: 14 },
);

const policies = fc.constantFrom('hold', 'left', 'right', 'newest') as fc.Arbitrary<
  'hold' | 'left' | 'right' | 'newest'
>;

/** How people edit a value and what it says. Tokens in a value are edits that can be told apart. */
interface Form {
  readonly descriptor: FieldDescriptor;
  readonly start: FieldValue;
  edit(value: FieldValue, kind: 'add' | 'replace' | 'remove', place: number, token: string): FieldValue;
  tokens(value: FieldValue): ReadonlySet<string>;
}

const labels: Form = {
  descriptor: aField('f', 'labels'),
  start: ['base-0', 'base-1'],
  edit(value, kind, place, token) {
    const all = [...((value ?? []) as readonly string[])];
    all.splice(
      all.length === 0 ? 0 : place % all.length,
      kind === 'add' ? 0 : 1,
      ...(kind === 'remove' ? [] : [token]),
    );
    return all.length === 0 ? null : all;
  },
  tokens: (value) => new Set((value ?? []) as readonly string[]),
};

const plain: Form = {
  descriptor: aField('f', 'text'),
  start: 'base-0\nbase-1\nbase-2',
  edit(value, kind, place, token) {
    const all = value === null ? [] : String(value).split('\n');
    const free = [...all.keys()].filter((index) => !all[index]?.includes('cell'));
    const at = kind === 'add' ? place % (all.length + 1) : free[place % free.length];
    if (at !== undefined) all.splice(at, kind === 'add' ? 0 : 1, ...(kind === 'remove' ? [] : [token]));
    const text = all.join('\n').trimEnd();
    return text === '' ? null : text;
  },
  tokens: (value) => new Set(value === null ? [] : String(value).match(/\b(?:base|token)-\d+/g)),
};

const ann = { id: 'id-of-Ann', label: 'Ann', email: null };
const grid = table(['cell', 'cell']);
const rich: Form = {
  descriptor: aField('f', 'richText'),
  start: doc(p('base-0 ', mention('Ann')), grid, p('base-1'), p('base-2')),
  edit(value, kind, place, token) {
    const all = value === null ? [] : [...(value as AdfDocument).content];
    const free = [...all.keys()].filter((index) => all[index] !== grid);
    const at = kind === 'add' ? place % (all.length + 1) : free[place % free.length];
    if (at !== undefined) all.splice(at, kind === 'add' ? 0 : 1, ...(kind === 'remove' ? [] : [p(token)]));
    return all.length === 0 ? null : doc(...all);
  },
  tokens: (value) => plain.tokens(value === null ? null : documentToText(value as AdfDocument)),
};

/** Plays events on both sides and merges at the end. */
async function play(pair: Pair, forms: Readonly<Record<Side, Form>>, told: readonly Event[]) {
  const [field] = pair.mapping.rules[0]?.fields ?? [];
  const present: Record<Side, FieldValue> = { left: forms.left.start, right: forms.right.start };
  let base: Base = { left: forms.left.start, right: forms.right.start };
  const [typed, removed, named] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let outcome: FieldOutcome = { kind: 'unchanged' };
  const at = { left: 0, right: 0 };

  const merge = async () => {
    const time = (side: Side) => new Date(Date.UTC(2026, 0, 1) + at[side] * 60_000).toISOString();
    outcome = await pair.merge(base, present.left, present.right, { leftAt: time('left'), rightAt: time('right') });
    if (outcome.kind === 'agreed') base = outcome.base;
    if (outcome.kind !== 'carry') return;
    const { overwrites, writes } = outcome;
    if (overwrites !== null) for (const token of forms[overwrites.side].tokens(overwrites.value)) named.add(token);
    for (const side of SIDES) {
      const sent = writes[side];
      if (sent === undefined) continue;
      const result = afterWrite({
        field: field as CompiledField,
        side,
        before: present[side],
        sent,
        answered: sent.value,
      });
      expect(result.kind).toBe('taken');
      present[side] = sent.value;
    }
    base = { ...present };
  };

  for (const [index, event] of told.entries()) {
    if (event.kind === 'merge') {
      await merge();
      continue;
    }
    const { side, kind, place } = event;
    const before = forms[side].tokens(present[side]);
    const token = `token-${index}`;
    present[side] = forms[side].edit(present[side], kind, place, token);
    const after = forms[side].tokens(present[side]);
    for (const gone of before) if (!after.has(gone)) removed.add(gone);
    if (after.has(token)) typed.add(token);
    at[side] = index;
  }
  await merge();
  return { present, outcome: outcome as FieldOutcome, typed, removed, named, merge };
}

const pairsOfForms: readonly (readonly [string, Form, Form])[] = [
  ['labels and labels', labels, labels],
  ['text and text', plain, plain],
  ['rich text and text', rich, { ...plain, start: 'base-0 @Ann\n\ncell | cell\n\nbase-1\n\nbase-2' }],
  ['text and rich text', { ...plain, start: 'base-0 @Ann\n\ncell | cell\n\nbase-1\n\nbase-2' }, rich],
  ['rich text and rich text', rich, rich],
];

describe.each(pairsOfForms)('I9 %s, edited in any order on both sides', (_what, left, right) => {
  const pairWith = (conflicts: 'hold' | 'left' | 'right' | 'newest') =>
    aPair({ ...left.descriptor, id: 'l' }, { ...right.descriptor, id: 'r' }, aRow('l', 'r', { conflicts }), {
      ports: somePorts({ left: [ann], right: [ann] }),
    });

  it('lose no edit without naming it', async () => {
    await fc.assert(
      fc.asyncProperty(events, policies, async (told, policy) => {
        const { present, outcome, typed, removed, named } = await play(pairWith(policy), { left, right }, told);
        const there = { left: left.tokens(present.left), right: right.tokens(present.right) };
        for (const token of typed) {
          if (removed.has(token) || named.has(token)) continue;
          const sides = SIDES.filter((side) => there[side].has(token));
          expect(sides.length, `${token} on ${sides.join()}`).toBeGreaterThanOrEqual(outcome.kind === 'held' ? 1 : 2);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('say the same afterwards, and are left alone by the next merge', async () => {
    await fc.assert(
      fc.asyncProperty(events, policies, async (told, policy) => {
        const pair = pairWith(policy);
        const { present, outcome } = await play(pair, { left, right }, told);
        if (outcome.kind === 'held') return;
        expect(left.tokens(present.left)).toEqual(right.tokens(present.right));
        expect(await pair.merge({ ...present }, present.left, present.right)).toEqual({ kind: 'unchanged' });
        expect(await pair.merge(null, present.left, present.right)).toMatchObject({ kind: 'agreed' });
      }),
      { numRuns: 300 },
    );
  });

  it('keep a table that nobody touched', async () => {
    await fc.assert(
      fc.asyncProperty(events, policies, async (told, policy) => {
        const { present } = await play(pairWith(policy), { left, right }, told);
        for (const side of SIDES) {
          const form = side === 'left' ? left : right;
          const other = side === 'left' ? right : left;
          if (form !== rich || other === rich || present[opposite(side)] === null) continue;
          if (String(present[opposite(side)]).includes('cell')) {
            expect((present[side] as AdfDocument).content).toContain(grid);
          }
        }
      }),
    );
  });
});
