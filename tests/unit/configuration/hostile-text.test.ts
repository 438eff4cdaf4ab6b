import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFaults } from '../../../backend/configuration/index.js';
import { parse } from './support/parse.js';
import { smallFile } from './support/small-file.js';

const said = (text: string) => formatFaults(parse(text).faults);

describe('a text that is no configuration', () => {
  it.each([
    ['empty', ''],
    ['white space', ' \n\n'],
    ['comments', '# nothing here\n# at all\n'],
  ])('is named when it is %s', (_, text) => {
    expect(said(text)).toMatch(
      /^syncline\.yaml:\d:1 the file is empty; begin with `version: 1`, then connections and integrations\n$/,
    );
  });

  it.each([
    ['a list', '- a\n- b\n', 'a list is not a mapping'],
    ['a word', 'hello', '"hello" is not a mapping'],
    ['a number', '42', '42 is not a mapping'],
  ])('is named when it is %s', (_, text, words) => {
    expect(said(text)).toBe(`syncline.yaml:1:1 ${words}; write \`version: 1\`, then connections and integrations\n`);
  });

  it('is named when it is binary, at the first strange character', () => {
    const message = 'this is not text; save the file as UTF-8 without control characters';
    expect(said('version: 1\nouter\u0000')).toBe(`syncline.yaml:2:6 ${message}\n`);
    expect(said(Buffer.from([0x76, 0xff, 0xfe]).toString('utf8'))).toBe(`syncline.yaml:1:2 ${message}\n`);
    expect(said(randomBytes(10_000).toString('utf8'))).toMatch(/^syncline\.yaml:\d+:\d+ this is not text; .+\n$/);
  });

  it('is refused by its size without being read', () => {
    expect(said('a'.repeat(1_000_001))).toBe(
      'syncline.yaml:1:1 the file has 1000001 characters; a configuration has at most 1000000\n',
    );
  });

  it('names every line with a tab, and nothing that follows from them', () => {
    const text = smallFile({ 13: '\tkind: sync', 16: '\titems:' });
    expect(said(text).split('\n').slice(0, -1)).toEqual([
      'syncline.yaml:13:1 a tab is used to indent; YAML takes only spaces',
      'syncline.yaml:16:1 a tab is used to indent; YAML takes only spaces',
    ]);
  });

  it('is refused when aliases of aliases would fill the memory', () => {
    const bomb = Array.from(
      { length: 30 },
      (_, level) => `a${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1}, *a${level - 1}`}]`,
    );
    expect(said(bomb.join('\n'))).toMatch(/^syncline\.yaml:.* has more than 100000 values$/m);
  });

  it.each(['[', '{a: ', '- ', '? '])('is refused when it is nested without end by %j', (open) => {
    expect(said(`a:\n ${open.repeat(200_000)}`)).toBe(
      `syncline.yaml:2:${2 + 50 * open.length} nested deeper than 50 levels\n`,
    );
  });

  it('is refused when indentation nests it too deeply', () => {
    const lines = Array.from({ length: 800 }, (_, level) => `${' '.repeat(level)}a:`);
    expect(said(lines.join('\n'))).toMatch(/^syncline\.yaml:\d+:\d+ .*nested (deeper than 50 levels|too deeply)/m);
  });

  it('never makes the parser throw, and always names a place inside the text', () => {
    const snippets = fc.constantFrom(
      'version',
      ': ',
      '\n',
      '  ',
      '- ',
      '&a ',
      '*a',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|',
      '>',
      '!!x ',
      '# ',
      '? ',
      '%',
      'jira',
      'connections',
      '\t',
      '---',
      '<<',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(snippets).map((parts) => parts.join('')),
        ),
        (text) => {
          const { faults, file } = parse(text);
          expect(file).toBeNull();
          expect(faults.length).toBeGreaterThan(0);
          const lines = text.split(/\r\n?|\n/);
          for (const { line, column, message } of faults) {
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeGreaterThan(0);
            expect(message).not.toContain('\n');
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never makes the parser throw, whatever one line of a good file is replaced by', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.json({ maxDepth: 3 }), fc.nat(12), (line, json, indent) => {
        const { faults, file } = parse(smallFile({ [line]: `${' '.repeat(indent)}${json}` }));
        expect(faults.length === 0).toBe(file !== null);
      }),
      { numRuns: 100 },
    );
  });
});

describe('anchors', () => {
  it('stand for what they name', () => {
    const text = smallFile({ 14: '    left: { connection: jira, project: &name BENCH, filter: *name }' });
    expect(parse(text).file?.integrations[0]?.definition).toMatchObject({
      left: { container: 'BENCH', filter: 'BENCH' },
    });
  });
});
