import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertValidAdf } from '../../../backend/connectors/jira/adf/validate.js';
import { textToAdf } from '../../../backend/connectors/sdk/index.js';
import { carryTextIntoDocument, documentToText } from '../../../backend/mappings/rich-text/index.js';
import {
  anyBlock,
  bullets,
  code,
  doc,
  h2,
  image,
  marked,
  mention,
  numbers,
  p,
  panel,
  table,
  textualBlock,
  words,
} from './support/documents.js';

/** Edits the plain text of a document as a person would and carries the edit back. */
function edited(document: ReturnType<typeof doc>, edit: (text: string) => string): ReturnType<typeof doc> | null {
  const text = documentToText(document);
  const wanted = edit(text);
  if (wanted === text) throw new Error(`the edit changes nothing in ${text}`);
  return carryTextIntoDocument(document, text, wanted);
}

describe('a text in a rich field', () => {
  it('comes back as it was', () => {
    const text = fc
      .array(fc.constantFrom('', 'a', ' b', '- c', '| d', '\t'), { maxLength: 8 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (raw) => {
        const trimmed = raw.replaceAll('\r', '').trimEnd();
        expect(documentToText(textToAdf(trimmed))).toBe(trimmed);
      }),
    );
  });
});

describe('an edit of the plain text', () => {
  it('keeps every block whose text did not move, as the very node', () => {
    const table1 = table(['a', 'b'], ['c', 'd']);
    const box = panel(p('in a box'), p('two paragraphs'));
    const picture = image('plan.png');
    const document = doc(h2('Title'), p('first'), table1, box, picture, p('cc ', mention('Ann'), ' please'));
    const result = edited(document, (text) => text.replace('first', 'first, edited'));
    expect(result?.content.map((node) => document.content.indexOf(node))).toEqual([0, -1, 2, 3, 4, 5]);
    expect(result?.content[1]).toEqual(p('first, edited'));
  });

  it('keeps mentions and formatting of the paragraph that it changes', () => {
    const document = doc(p('ask ', mention('Bob Miller'), ' about ', marked('the plan', 'strong'), ' today'));
    const result = edited(document, (text) => text.replace('today', 'before noon').replace('ask', 'please ask'));
    expect(result).toEqual(
      doc(p('please ask ', mention('Bob Miller'), ' about ', marked('the plan', 'strong'), ' before noon')),
    );
  });

  it('turns a mention whose name was edited into words', () => {
    const document = doc(p('ask ', mention('Bob Miller'), ' today'));
    const result = edited(document, (text) => text.replace('Miller', 'M'));
    expect(result).toEqual(doc(p('ask @Bob M today')));
  });

  it('gives words typed inside a bold stretch its mark', () => {
    const document = doc(p('a ', marked('very plan', 'strong'), ' b'));
    expect(edited(document, (text) => text.replace('very plan', 'very good plan'))).toEqual(
      doc(p('a ', marked('very good plan', 'strong'), ' b')),
    );
  });

  it('edits, adds and removes items of a list, keeping the others', () => {
    const list = bullets(
      [p('one ', marked('bold', 'em'))],
      [p('two'), bullets([p('nested ', mention('Ann'))])],
      [p('three')],
    );
    const result = edited(doc(list), (text) => text.replace('three', '3').replace('two', 'zwei').concat('\n- four'));
    const [first] = list.content ?? [];
    expect(result?.content[0]?.content?.[0]).toBe(first);
    expect(result).toEqual(
      doc(
        bullets(
          [p('one ', marked('bold', 'em'))],
          [p('zwei'), bullets([p('nested ', mention('Ann'))])],
          [p('3')],
          [p('four')],
        ),
      ),
    );
    expect(edited(doc(numbers(p('a'), p('b'), p('c'))), (text) => text.replace('2. b\n', ''))).toEqual(
      doc(numbers(p('a'), p('c'))),
    );
  });

  it('edits cells and adds and removes rows of a table', () => {
    const document = doc(table(['a', 'b'], ['c', 'd'], ['e', 'f']));
    expect(edited(document, (text) => text.replace('c | d', 'c | D\nnew | row').replace('\ne | f', ''))).toEqual(
      doc(table(['a', 'b'], ['c', 'D'], ['new', 'row'])),
    );
  });

  it('edits inside panels and program text', () => {
    const document = doc(panel(p('keep ', mention('Ann')), p('old')), code('a\nb'));
    expect(edited(document, (text) => text.replace('old', 'new').replace('a\nb', 'a\n\nc'))).toEqual(
      doc(panel(p('keep ', mention('Ann')), p('new')), code('a\n\nc')),
    );
  });

  it('never wipes a table because the blank line beside it went', () => {
    const grid = table(['a', 'b'], ['c', 'd']);
    const result = edited(doc(p('above'), grid, p('below')), (text) => text.replace('above\n\n', 'above\n'));
    expect(result?.content).toContain(grid);
  });

  it('empties the field when nothing is left', () => {
    expect(edited(doc(p('a'), table(['b'])), () => ' \n')).toBeNull();
  });

  it('leaves a document as it is when the text did not move', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 6 }), (blocks) => {
        const document = doc(...blocks);
        const text = documentToText(document);
        const result = carryTextIntoDocument(document, text, text);
        expect(result?.content.every((node, index) => node === blocks[index])).toBe(true);
      }),
    );
  });

  it('leaves paragraphs that say exactly the new text, whatever was edited', () => {
    fc.assert(
      fc.property(fc.array(textualBlock, { minLength: 1, maxLength: 5 }), edits, (blocks, edit) => {
        const document = doc(...blocks);
        const text = documentToText(document);
        const wanted = edit(text).trimEnd();
        const result = carryTextIntoDocument(document, text, wanted);
        expect(result === null ? '' : documentToText(result)).toBe(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves a document that Jira takes, whatever was edited', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 5 }), edits, (blocks, edit) => {
        const document = doc(...blocks);
        const text = documentToText(document);
        assertValidAdf(document, 'description');
        const result = carryTextIntoDocument(document, text, edit(text));
        if (result !== null) assertValidAdf(result, 'description');
      }),
    );
  });

  it('touches no block beside the one that was edited', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 2, maxLength: 6 }), fc.nat(), words, (blocks, pick, typed) => {
        const at = pick % blocks.length;
        const before = doc(...blocks);
        const after = doc(...blocks.with(at, p(`${typed} typed`)));
        const result = carryTextIntoDocument(before, documentToText(before), documentToText(after));
        for (const [index, block] of blocks.entries()) if (index !== at) expect(result?.content).toContain(block);
      }),
    );
  });
});

/** Removes a stretch of lines and types others in its place. */
const edits = fc
  .record({ from: fc.nat(12), length: fc.nat(4), typed: fc.array(fc.oneof(words, fc.constant('')), { maxLength: 3 }) })
  .map(({ from, length, typed }) => (text: string) => {
    const lines = text.split('\n');
    lines.splice(from % (lines.length + 1), length, ...typed);
    return lines.join('\n');
  });
