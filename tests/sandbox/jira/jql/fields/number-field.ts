import type { IssueRecord } from '../../store/index.js';
import { meaningError } from '../jql-error.js';
import { textOf } from './choice-field.js';
import { EQUALITY, holds, isNegative, type JqlField, RELATIONAL } from './jql-field.js';

export function numberField(numberOf: (record: IssueRecord) => number | null): JqlField {
  return {
    operators: new Set([...EQUALITY, ...RELATIONAL]),
    test(operator, operands, context, name) {
      const wantsEmpty = operands.some(({ kind }) => kind === 'empty');
      const numbers = operands
        .filter(({ kind }) => kind !== 'empty')
        .map((operand) => {
          const text = textOf(operand, context);
          const value = Number(text);
          if (Number.isNaN(value)) throw meaningError(`Value '${text}' for field '${name}' is invalid.`);
          return value;
        });
      return (record) => {
        const value = numberOf(record);
        if (value === null) return wantsEmpty && !isNegative(operator);
        if (RELATIONAL.includes(operator)) return holds(operator, value, numbers[0] ?? Number.NaN);
        return numbers.includes(value) !== isNegative(operator);
      };
    },
    sortKey: numberOf,
  };
}
