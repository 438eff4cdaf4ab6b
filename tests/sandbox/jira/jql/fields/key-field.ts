import { type IssueRecord, projectKey } from '../../store/index.js';
import type { Operand } from '../ast.js';
import { meaningError } from '../jql-error.js';
import { textOf } from './choice-field.js';
import { holds, isNegative, type JqlContext, type JqlField, RELATIONAL } from './jql-field.js';

const DIGITS = 10;

/**
 * The issue itself, by key or id. Every issue named must exist and be visible, or the whole query is refused. Greater
 * and less compare numbers within the named issue's project.
 */
export const keyField: JqlField = {
  operators: new Set(['=', '!=', 'in', 'not in', ...RELATIONAL]),
  test(operator, operands, context, name) {
    if (RELATIONAL.includes(operator)) {
      const border = namedIssue(operands[0] as Operand, context, name);
      if (border === undefined) return () => false;
      return (record) => record.projectId === border.projectId && holds(operator, record.number, border.number);
    }
    const wanted = new Set(operands.map((operand) => namedIssue(operand, context, name)?.id));
    return (record) => wanted.has(record.id) !== isNegative(operator);
  },
  sortKey: (record) => `${projectKey(record)}-${String(record.number).padStart(DIGITS, '0')}`,
};

/** Undefined for a missing issue where those are ignored. @throws JiraRefusal when there is no such issue for this account */
export function namedIssue(operand: Operand, context: JqlContext, field: string): IssueRecord | undefined {
  const text = textOf(operand, context);
  const record = context.store.find(text);
  if (record === undefined || !context.visibleProjectIds.has(record.projectId)) {
    if (context.ignoresMissingIssues) return undefined;
    throw meaningError(`An issue with key '${text}' does not exist for field '${field}'.`);
  }
  return record;
}
