import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertValidAdf } from '../../../../backend/connectors/jira/adf/validate.js';
import { fromMarkup } from '../../../../backend/connectors/jira/datacenter/wiki/from-markup.js';
import { toMarkup } from '../../../../backend/connectors/jira/datacenter/wiki/to-markup.js';
import { type AdfNode, adfToText, textToAdf } from '../../../../backend/connectors/sdk/index.js';

/** Pieces of text that mean something in markup, or nearly do. */
const PIECES = [
  ...[
    'a',
    'word',
    ' ',
    '\n',
    '\n\n',
    '*',
    '_',
    '-',
    '+',
    '^',
    '~',
    '?',
    '??',
    '{',
    '}',
    '{{',
    '}}',
    '[',
    ']',
    '|',
    '||',
    '!',
  ],
  ...[
    '#',
    '\\',
    '\\\\',
    ':)',
    ';)',
    '(y)',
    '(!)',
    'h1. ',
    'bq. ',
    '----',
    '* ',
    '# ',
    '- ',
    '{code}',
    '{quote}',
    '{noformat}',
  ],
  ...[
    '[~bob]',
    '!a.png!',
    ' http://a.b/x_y?z=1 ',
    'BENCH-1',
    '&#92;',
    '5',
    '  ',
    '\t',
    '@',
    '%',
    '{color:red}',
    'C:\\temp',
  ],
];

describe('a plain text', () => {
  it.each([
    'Line 1\nLine 2\n\nParagraph',
    'a\n\n\n\nb',
    '  indented\n\tcode',
    'C:\\temp and \\\\server\\share',
    'rm -rf * # _not_ *bold*',
    '{code}\nx *y*\n{code}',
    'see http://a.b and http://x.y/z?a=1&b=2.',
    ':) (y) h1. no\nh1. no\nbq. no\n----',
  ])('%j comes back from markup as it was', (text) => {
    expect(adfToText(fromMarkup(toMarkup(textToAdf(text))))).toBe(text);
  });

  it('is left as people wrote it where nothing in it means anything', () => {
    for (const text of ['5 * 3 - 2', 'snake_case', 'a+b?', 'user@example.com (home)', '50% [sic]']) {
      expect(toMarkup(textToAdf(text))).toBe(text);
    }
  });

  // Red without: the escapes (escapes.ts)
  it('of any pieces says the same when it comes back', () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const back = adfToText(fromMarkup(toMarkup(textToAdf(text))));
        expect(back.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
      }),
      { numRuns: 150 },
    );
  });
});

describe('markup', () => {
  it.each([
    ['Hello *bold* _em_', [{ type: 'paragraph' }]],
    ['h2. Title\n* one\n** two', [{ type: 'heading' }, { type: 'bulletList' }]],
    ['||h||\n|c|', [{ type: 'table' }]],
    ['{code:java}\nint x;\n{code}', [{ type: 'codeBlock' }]],
    ['{panel:title=T}\nx\n{panel}', [{ type: 'panel' }]],
    ['ask [~bob]', [{ content: [{ text: 'ask ' }, { type: 'mention', attrs: { id: 'bob', text: '@bob' } }] }]],
  ])('%j becomes a document that the other Jira takes', (markup, blocks) => {
    const document = fromMarkup(markup);
    expect(document.content).toMatchObject(blocks);
    assertValidAdf(document, 'description');
  });

  it('of a block that is carried along is written as it was', () => {
    const markup = 'first\n\n{panel:title=T|bgColor=#abc}\nx\n{panel}\n\n||h||\n|c|\n\n!a.png|width=7!';
    const { content, ...document } = fromMarkup(markup);
    const [, ...others] = content;
    const first: AdfNode = { type: 'paragraph', content: [{ type: 'text', text: 'new', marks: [{ type: 'em' }] }] };
    expect(toMarkup({ ...document, content: [first, ...others] })).toBe(markup.replace('first', '_new_'));
    expect(toMarkup(fromMarkup(markup))).toBe(markup);
  });

  it('of a document says its words, marks and mentions', () => {
    const text = (words: string, ...types: string[]): AdfNode => ({
      type: 'text',
      text: words,
      marks: types.map((type) => ({ type })),
    });
    const paragraph = { type: 'paragraph', content: [text('5 * 3 '), text('bold', 'strong'), text(' {code}')] };
    const mention = { type: 'mention', attrs: { id: 'bob', text: '@Bob' } };
    const document = {
      type: 'doc',
      version: 1,
      content: [paragraph, { type: 'paragraph', content: [mention] }],
    } as const;
    expect(toMarkup(document)).toBe('5 * 3 *bold* \\{code}\n\n[~bob]');
  });
});
