import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdfNode, adfToText, textToAdf } from '../../../../backend/connectors/sdk/index.js';

const text = (value: string, marks?: AdfNode['marks']): AdfNode => ({
  type: 'text',
  text: value,
  ...(marks && { marks }),
});
const paragraph = (...content: AdfNode[]): AdfNode => ({ type: 'paragraph', content });
const item = (...content: AdfNode[]): AdfNode => ({ type: 'listItem', content });
const say = (...content: AdfNode[]) => adfToText({ type: 'doc', content });

describe('plain text through a rich field', () => {
  it('comes back as it went', () => {
    const line = fc.constantFrom('', '\n', '\n\n', 'a', 'b c', ' ', '- x', '> y');
    fc.assert(
      fc.property(fc.array(line), (parts) => {
        const written = parts.join('');
        expect(adfToText(textToAdf(written))).toBe(written);
      }),
    );
  });

  it('makes paragraphs of blank lines and breaks of line ends', () => {
    expect(textToAdf('one\r\ntwo\n\nthree').content).toEqual([
      paragraph(text('one'), { type: 'hardBreak' }, text('two')),
      paragraph(text('three')),
    ]);
  });

  it('of nothing is an empty document', () => {
    expect(textToAdf('').content).toEqual([]);
  });
});

describe('the words of a document', () => {
  it('keep nested lists apart', () => {
    const inner: AdfNode = {
      type: 'orderedList',
      attrs: { order: 3 },
      content: [item(paragraph(text('x'))), item(paragraph(text('y')))],
    };
    expect(say({ type: 'bulletList', content: [item(paragraph(text('a')), inner), item(paragraph(text('b')))] })).toBe(
      '- a\n  3. x\n  4. y\n- b',
    );
  });

  it('tell done tasks from open ones', () => {
    const task = (state: string, words: string): AdfNode => ({
      type: 'taskItem',
      attrs: { state },
      content: [text(words)],
    });
    expect(say({ type: 'taskList', content: [task('DONE', 'a'), task('TODO', 'b')] })).toBe('[x] a\n[ ] b');
  });

  it('put a table row on one line', () => {
    const cell = (words: string): AdfNode => ({
      type: 'tableCell',
      content: [paragraph(text(words)), paragraph(text('.'))],
    });
    expect(say({ type: 'table', content: [{ type: 'tableRow', content: [cell('a'), cell('b')] }] })).toBe('a . | b .');
  });

  it('show where a link points, and mentions, dates and media by name', () => {
    const link = { type: 'link', attrs: { href: 'https://a.example' } };
    expect(
      say(
        paragraph(
          text('here', [link]),
          text(' '),
          text('https://a.example', [link]),
          { type: 'mention', attrs: { id: '1', text: '@Ann' } },
          { type: 'date', attrs: { timestamp: '1772323200000' } },
        ),
        { type: 'mediaSingle', content: [{ type: 'media', attrs: { alt: 'plan.png' } }] },
        { type: 'blockquote', content: [paragraph(text('said'))] },
        { type: 'panel', content: [paragraph(text('mind'))] },
      ),
    ).toBe('here (https://a.example) https://a.example@Ann2026-03-01\n\n[plan.png]\n\n> said\n\nmind');
  });
});
