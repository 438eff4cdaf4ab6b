import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markIn, markText, withAuthorLine, withoutAuthorLine } from '../../../../backend/connectors/sdk/index.js';

const mark = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

describe('a mark', () => {
  it('is found where it was put', () => {
    fc.assert(
      fc.property(mark, (given) => {
        expect(markIn(markText(given))).toBe(given);
      }),
    );
  });

  it('comes back from a journal entry with the words as they were', () => {
    const author = fc.stringMatching(/^[^\n\r[\]]*$/);
    fc.assert(
      fc.property(author, mark, fc.string(), (authorLine, given, words) => {
        expect(withoutAuthorLine(withAuthorLine(authorLine, given, words))).toEqual({ mark: given, words });
      }),
    );
  });

  it.each(['Hello', 'Alice Doe (Jira)\nHello', 'See [1]', '', 'Hello\nAlice [syncline:m1]\nmore'])(
    'is not seen in %j',
    (entry) => {
      expect(withoutAuthorLine(entry)).toEqual({ mark: null, words: entry });
    },
  );
});
