import { expect, test } from 'vitest';
import { createMarks, type MarkedSource } from '../../../backend/links/mark.js';

const KEY = new Uint8Array(32).fill(7);
const SOURCE: MarkedSource = {
  site: 'https://one.example',
  itemId: '10001',
  child: '7',
  target: { site: 'https://two.example', container: 'incident' },
};
const marks = createMarks(KEY);

// Red without: that part in what is hashed.
test.each<[string, MarkedSource]>([
  ['site', { ...SOURCE, site: 'https://other.example' }],
  ['item', { ...SOURCE, itemId: '10002' }],
  ['comment', { ...SOURCE, child: '8' }],
  ['site of the partner', { ...SOURCE, target: { ...SOURCE.target, site: 'https://other.example' } }],
  ['container of the partner', { ...SOURCE, target: { ...SOURCE.target, container: 'problem' } }],
  ['beginning of the next part', { ...SOURCE, site: 'https://one.example1', itemId: '0001' }],
])('another %s is another mark', (_, source) => {
  expect(marks.of(source)).not.toBe(marks.of(SOURCE));
});

test('the same source has the same mark whoever asks, and another installation another one', () => {
  const mark = marks.of(SOURCE);
  expect(mark).toMatch(/^[a-z2-7]{30}$/);
  expect(createMarks(KEY.slice()).of(SOURCE)).toBe(mark);
  const other = createMarks(new Uint8Array(32).fill(8));
  expect(other.of(SOURCE)).not.toBe(mark);
  expect([marks.isOurs(mark), other.isOurs(mark), marks.isOurs(`${mark}x`)]).toEqual([true, false, false]);
});
