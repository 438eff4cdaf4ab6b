import type { Account, Directory } from '../../site/index.js';
import type { IssueRecord, IssueStore } from '../../store/index.js';
import type { Operand, Operator } from '../ast.js';

export interface JqlContext {
  readonly directory: Directory;
  readonly store: IssueStore;
  readonly account: Account;
  /** Projects whose issues the account sees; the others do not exist for it. */
  readonly visibleProjectIds: ReadonlySet<string>;
  readonly nowMs: number;
  /** Issues that do not exist match nothing, instead of refusing the query; Data Center does so on request. */
  readonly ignoresMissingIssues?: boolean;
  /** Zone in which dates without one are read. */
  readonly timeZone: string;
}

export type Predicate = (record: IssueRecord) => boolean;
export type SortKey = string | number | null;

/** A field as JQL knows it. */
export interface JqlField {
  readonly operators: ReadonlySet<Operator>;
  /** The test for one operator; negative operators never match an empty field. @throws JiraRefusal for a value that does not exist */
  test(operator: Operator, operands: readonly Operand[], context: JqlContext, name: string): Predicate;
  /** What issues are ordered by; absent where the field cannot be sorted by. */
  sortKey?(record: IssueRecord, context: JqlContext): SortKey;
  /** The direction when a query names none; ascending unless said. */
  readonly sortsDown?: boolean;
}

export const EQUALITY: readonly Operator[] = ['=', '!=', 'in', 'not in', 'is', 'is not'];
export const RELATIONAL: readonly Operator[] = ['>', '>=', '<', '<='];

export function isNegative(operator: Operator): boolean {
  return operator === '!=' || operator === 'not in' || operator === 'is not' || operator === '!~';
}

/** Compares by a relational operator. */
export function holds(operator: Operator, left: number, right: number): boolean {
  if (operator === '>') return left > right;
  if (operator === '>=') return left >= right;
  if (operator === '<') return left < right;
  return left <= right;
}
