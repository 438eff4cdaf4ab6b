import type { IssueRecord } from '../../store/index.js';
import { textOf } from './choice-field.js';
import { isNegative, type JqlField, type Predicate } from './jql-field.js';

/** A field that holds prose. It can be searched for words, and asked whether it is empty; `=` is not offered. */
export function textField(textsOf: (record: IssueRecord) => readonly string[]): JqlField {
  return {
    operators: new Set(['~', '!~', 'is', 'is not']),
    test(operator, operands, context) {
      const isThere: Predicate = (record) => textsOf(record).some((text) => text !== '');
      if (operator === 'is') return (record) => !isThere(record);
      if (operator === 'is not') return isThere;
      const wanted = operands.flatMap((operand) => matchers(textOf(operand, context)));
      const matches: Predicate = (record) => {
        const words = ` ${wordsOf(textsOf(record).join(' ')).join(' ')} `;
        return wanted.every((isIn) => isIn(words));
      };
      return isNegative(operator) ? (record) => isThere(record) && !matches(record) : matches;
    },
    sortKey: (record) => textsOf(record)[0]?.toLowerCase() ?? null,
  };
}

/** Each word must be there; `"a b"` must be there in this order; `net*` is a beginning. */
function matchers(query: string): ((words: string) => boolean)[] {
  const parts = query.match(/"[^"]*"|\S+/g) ?? [];
  return parts.map((part) => {
    const wanted = wordsOf(part).join(' ');
    const closing = part.endsWith('*') ? '' : ' ';
    return (words) => words.includes(` ${wanted}${closing}`);
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
