import { expect, test } from 'vitest';
import { idMeant, nameAmong } from '../../../frontend/pages/mapping/form/named.js';

const CHOICES = [
  { id: 'summary', name: 'Summary' },
  { id: 'customfield_1', name: 'Team' },
  { id: 'customfield_2', name: 'team' },
];

// Red without: the id in names that several share, for a mapping must not change its field by being looked at.
test('every choice is said so that what is said means it alone', () => {
  expect(CHOICES.map((choice) => nameAmong(CHOICES, choice))).toEqual([
    'Summary',
    'Team (customfield_1)',
    'team (customfield_2)',
  ]);
  expect(CHOICES.map((choice) => idMeant(CHOICES, nameAmong(CHOICES, choice)))).toEqual(CHOICES.map(({ id }) => id));
});

test.each([
  ['sUMMARY', 'summary'],
  ['customfield_2', 'customfield_2'],
  ['', ''],
  ['customfield_3', 'customfield_3'],
])('%j is taken for %j', (written, id) => {
  expect(idMeant(CHOICES, written)).toBe(id);
});
