import type { IssueRecord } from '../../store/index.js';
import type { Operand } from '../ast.js';
import { jqlDate } from '../jql-date.js';
import { EQUALITY, holds, isNegative, type JqlContext, type JqlField, RELATIONAL } from './jql-field.js';

/** A field that holds an instant. Literals have whole minutes, in the account's zone. */
export function dateField(msOf: (record: IssueRecord, context: JqlContext) => number | null): JqlField {
  return {
    operators: new Set([...EQUALITY, ...RELATIONAL]),
    test(operator, operands, context, name) {
      if (RELATIONAL.includes(operator)) {
        const border = jqlDate(operands[0] as Operand, context, name);
        return (record) => {
          const ms = msOf(record, context);
          return ms !== null && holds(operator, ms, border);
        };
      }
      const wantsEmpty = operands.some(({ kind }) => kind === 'empty');
      const instants = new Set(
        operands.filter(({ kind }) => kind !== 'empty').map((operand) => jqlDate(operand, context, name)),
      );
      return (record) => {
        const ms = msOf(record, context);
        if (ms === null) return wantsEmpty && !isNegative(operator);
        return instants.has(ms) !== isNegative(operator);
      };
    },
    sortKey: msOf,
    sortsDown: true,
  };
}
