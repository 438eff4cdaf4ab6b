import { expect, test } from 'vitest';
import { followEntries, followEntry, type ItemRule } from '../../../backend/mappings/index.js';
import { fieldRule } from '../../support/definitions.js';

/** An entry of a few words: `Task[network]:summary`. */
function entry(words: string): ItemRule {
  const [, left = '', condition = null, field = 'summary'] = /^(\w+)(?:\[(.*)\])?(?::(\w+))?$/.exec(words) ?? [];
  return {
    left,
    right: 'incident',
    when: { left: condition, right: null },
    onCreate: { left: {}, right: {} },
    fields: [fieldRule(field, 'short_description')],
  };
}

const entries = (...words: readonly string[]) => words.map(entry);

test.each([
  ['stands elsewhere', ['Task[a]', 'Task[b]', 'Bug'], ['Bug', 'Task[b]', 'Task[a]'], [2, 1, 0]],
  ['has another in front of it', ['Task[a]', 'Bug'], ['Task[c]', 'Task[a]', 'Bug'], [1, 2]],
  ['is gone', ['Task[a]', 'Task[b]', 'Bug'], ['Task[b]', 'Bug'], [null, 0, 1]],
  ['has other fields', ['Task[a]', 'Task[b]'], ['Task[b]:summary', 'Task[a]:labels'], [1, 0]],
  ['has another condition', ['Task[a]', 'Task[b]'], ['Task[b]', 'Task[c]'], [1, 0]],
  ['has another condition beside one that has it too', ['Task[a]:x', 'Task[b]:y'], ['Task[d]:y', 'Task[c]:x'], [1, 0]],
  ['has another condition and other fields', ['Task[a]:x', 'Bug'], ['Bug', 'Task[c]:y'], [1, 0]],
  ['is the only one, of other types now', ['Task'], ['Story[a]:labels'], [0]],
  ['says the same as another', ['Task', 'Task'], ['Bug', 'Task', 'Task'], [1, 2]],
])('an entry that %s is known again', (_what, before, after, to) => {
  expect(followEntries(entries(...before), entries(...after))).toEqual({ to, ambiguous: [] });
});

// Red without: `ambiguous` (follow-entries.ts)
test.each([
  ['one became one of two', ['Task[a]:x', 'Bug'], ['Task[b]:y', 'Task[c]:z', 'Bug'], [null, 2], [0]],
  ['of two one is left', ['Task[a]:x', 'Task[b]:x'], ['Task[c]:y'], [null, null], [0, 1]],
  ['two became two others', ['Task[a]:x', 'Task[b]:y'], ['Task[c]:v', 'Task[d]:w'], [null, null], [0, 1]],
])('where %s, nobody can tell', (_what, before, after, to, ambiguous) => {
  expect(followEntries(entries(...before), entries(...after))).toEqual({ to, ambiguous });
});

test('an entry is followed through versions, until one has lost it', () => {
  const versions = [
    ['Task[a]', 'Task[b]'],
    ['Task[b]', 'Task[c]'],
    ['Bug', 'Task[c]', 'Task[b]'],
    ['Bug', 'Task[b]'],
  ].map((words) => ({ items: entries(...words) }));
  expect([0, 1].map((place) => followEntry(place, versions.slice(0, 3)))).toEqual([1, 2]);
  expect([0, 1].map((place) => followEntry(place, versions))).toEqual([null, 1]);
  expect(followEntry(1, versions.slice(0, 1))).toBe(1);
});
