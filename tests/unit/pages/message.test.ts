import { expect, test } from 'vitest';
import { aRow } from '../mappings/support/definition.js';
import { aPair } from '../mappings/support/pair.js';
import { aField } from '../mappings/support/schema.js';

/** The pages have types of their own, of browsers. */
const MODULE = '../../../frontend/words/message.js';
const { sayMessage }: { sayMessage(message: string, sides: Readonly<Record<'left' | 'right', string>>): string } =
  await import(MODULE);

const KEYS = { left: 'IT-1', right: 'INC0010001' };
const pair = aPair(aField('a', 'text'), aField('b', 'text'), aRow('a', 'b'), {
  definition: { initial: 'hold', conflicts: 'hold' },
});

// Red without: a form in frontend/words/message.ts for each of these, or with another wording of the engine.
test('what the engine holds is said by the keys of the items', async () => {
  const both = await pair.merge({ left: 'x', right: 'x' }, 'on the left is it', 'y, right to z');
  expect(both).toMatchObject({ kind: 'held', reason: 'conflict' });
  expect(sayMessage('message' in both ? both.message : '', KEYS)).toBe(
    'both sides changed it: IT-1 to “on the left is it”, INC0010001 to “y, right to z”',
  );
  // As the history has it.
  expect(sayMessage(`conflict: ${'message' in both ? both.message : ''}`, KEYS)).toMatch(
    /^both sides changed it: IT-1 to/,
  );
  const first = await pair.merge(null, 'x', 'y');
  expect(first).toMatchObject({ kind: 'held', reason: 'first-contact' });
  expect(sayMessage('message' in first ? first.message : '', KEYS)).toBe(
    'the sides differ where they first meet: IT-1 has “x”, INC0010001 has “y”',
  );
});

test('what a verification finds is said by the keys too, and what is about no side stays as it is', () => {
  expect(sayMessage('left is “x”, right is nothing', KEYS)).toBe('IT-1 has “x”, INC0010001 has nothing');
  expect(sayMessage('right is “x”, and would be “y”', KEYS)).toBe('INC0010001 has “x”, and would be “y”');
  expect(sayMessage('left is “x”, and is computed otherwise', KEYS)).toBe('IT-1 has “x”, and is computed otherwise');
  expect(sayMessage('the tool refused it: right is wrong', KEYS)).toBe('the tool refused it: right is wrong');
});
