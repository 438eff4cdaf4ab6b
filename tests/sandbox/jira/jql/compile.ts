import type { IssueRecord } from '../store/index.js';
import type { Clause, JqlQuery, Operand, Operator, Term } from './ast.js';
import type { JqlContext, JqlField, Predicate, SortKey } from './fields/jql-field.js';
import { jqlField } from './fields/jql-fields.js';
import { meaningError } from './jql-error.js';

const OPPOSITE: Readonly<Record<Operator, Operator>> = {
  '=': '!=',
  '!=': '=',
  '~': '!~',
  '!~': '~',
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is',
};

export interface SortTerm {
  /** As the query wrote it, in lower case. */
  readonly field: string;
  readonly isDown: boolean;
  readonly keyOf: (record: IssueRecord) => SortKey;
}

/** A query made sense of for one account at one moment. */
export interface CompiledQuery {
  readonly matches: Predicate;
  readonly sort: readonly SortTerm[];
  /** The terms that every match fulfils, for the planner. */
  readonly required: readonly Term[];
}

/** @throws JiraRefusal for a field, operator or value that this account's site does not have */
export function compileJql(query: JqlQuery, context: JqlContext): CompiledQuery {
  const where = query.where && pushNot(query.where, false);
  return {
    matches: where === undefined ? () => true : compileClause(where, context),
    sort: query.orderBy.map(({ field: name, direction }) => {
      const field = demandField(name, context);
      const { sortKey } = field;
      if (sortKey === undefined) throw meaningError(`Not able to sort using field '${name}'.`);
      const isDown = direction === undefined ? field.sortsDown === true : direction === 'desc';
      return { field: name.toLowerCase(), isDown, keyOf: (record) => sortKey(record, context) };
    }),
    required: where === undefined ? [] : requiredTerms(where),
  };
}

/** NOT is worked inwards: `not labels = a` is `labels != a`, which leaves issues without labels out. */
function pushNot(clause: Clause, isNegated: boolean): Clause {
  if (clause.kind === 'not') return pushNot(clause.clause, !isNegated);
  if (clause.kind === 'term') return isNegated ? { ...clause, operator: OPPOSITE[clause.operator] } : clause;
  const swapped = clause.kind === 'and' ? 'or' : 'and';
  return {
    kind: isNegated ? swapped : clause.kind,
    clauses: clause.clauses.map((part) => pushNot(part, isNegated)),
  };
}

function compileClause(clause: Clause, context: JqlContext): Predicate {
  if (clause.kind === 'term') return compileTerm(clause, context);
  if (clause.kind === 'not') throw new Error('every NOT has been worked inwards');
  const parts = clause.clauses.map((part) => compileClause(part, context));
  return clause.kind === 'and'
    ? (record) => parts.every((matches) => matches(record))
    : (record) => parts.some((matches) => matches(record));
}

function compileTerm(term: Term, context: JqlContext): Predicate {
  const field = demandField(term.field, context);
  if (!field.operators.has(term.operator)) {
    throw meaningError(`The operator '${term.operator}' is not supported by the '${term.field}' field.`);
  }
  const operands: readonly Operand[] = term.operand.kind === 'list' ? term.operand.operands : [term.operand];
  return field.test(term.operator, operands, context, term.field);
}

function demandField(name: string, context: JqlContext): JqlField {
  const field = jqlField(name, context.directory);
  if (field === undefined) {
    throw meaningError(`Field '${name}' does not exist or you do not have permission to view it.`);
  }
  return field;
}

function requiredTerms(clause: Clause): readonly Term[] {
  if (clause.kind === 'term') return [clause];
  return clause.kind === 'and' ? clause.clauses.flatMap(requiredTerms) : [];
}
