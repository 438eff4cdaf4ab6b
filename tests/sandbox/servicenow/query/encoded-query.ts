/** Operators of the subset; others make the condition invalid. */
export type Operator =
  | '!='
  | '<'
  | '<='
  | '='
  | '>'
  | '>='
  | 'ANYTHING'
  | 'BETWEEN'
  | 'CONTAINS'
  | 'ENDSWITH'
  | 'IN'
  | 'ISEMPTY'
  | 'ISNOTEMPTY'
  | 'NOT CONTAINS'
  | 'NOT IN'
  | 'STARTSWITH';

export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

/** One of these has to hold: what `^OR` joins. */
export type Alternatives = readonly Condition[];

export interface Ordering {
  readonly field: string;
  readonly descending: boolean;
}

export interface EncodedQuery {
  /** What `^NQ` separates: a row is found when all alternatives of one group hold. */
  readonly groups: readonly (readonly Alternatives[])[];
  readonly orderings: readonly Ordering[];
  /** Terms that are no condition, an unknown operator for one. */
  readonly malformed: readonly string[];
}

/** As written, longest first, so that `>=` is not read as `>` and `ISNOTEMPTY` not as `IS`. */
const SPELLINGS: readonly (readonly [string, Operator])[] = [
  ['DOES NOT CONTAIN', 'NOT CONTAINS'],
  ['NOT LIKE', 'NOT CONTAINS'],
  ['ISNOTEMPTY', 'ISNOTEMPTY'],
  ['STARTSWITH', 'STARTSWITH'],
  ['ENDSWITH', 'ENDSWITH'],
  ['CONTAINS', 'CONTAINS'],
  ['ANYTHING', 'ANYTHING'],
  ['NOTLIKE', 'NOT CONTAINS'],
  ['ISEMPTY', 'ISEMPTY'],
  ['BETWEEN', 'BETWEEN'],
  ['NOT IN', 'NOT IN'],
  ['NOTIN', 'NOT IN'],
  ['LIKE', 'CONTAINS'],
  ['IN', 'IN'],
  ['!=', '!='],
  ['>=', '>='],
  ['<=', '<='],
  ['=', '='],
  ['>', '>'],
  ['<', '<'],
];

/** Column names are lower case, operators are not: that is how one ends and the other begins. */
const TERM = /^([a-z0-9_.]+)([^a-z0-9_.][\s\S]*)$/;

/** A value that the platform would compute by running a script, and the sandbox does not. */
export class ScriptedQueryError extends Error {
  constructor(script: string) {
    super(`the sandbox does not evaluate ${script}`);
  }
}

/** The value of a script; undefined when it is not known. */
export type EvaluateScript = (script: string) => string | undefined;

/**
 * Reads an encoded query. `^OR` binds to the condition before it alone, `^NQ` begins anew, `^^` is a caret within a
 * value (platform documentation, "Operators available for filters and queries").
 *
 * @throws ScriptedQueryError for a `javascript:` value that `evaluate` does not know
 */
export function parseEncodedQuery(text: string, evaluate: EvaluateScript = () => undefined): EncodedQuery {
  const groups: Condition[][][] = [[]];
  const orderings: Ordering[] = [];
  const malformed: string[] = [];
  for (const term of splitTerms(text)) {
    const ordering = readOrdering(term);
    if (ordering !== undefined) {
      orderings.push(ordering);
      continue;
    }
    if (term === 'EQ' || term === '') continue;
    const startsAnew = term.startsWith('NQ');
    if (startsAnew) groups.push([]);
    const isAlternative = term.startsWith('OR');
    const written = startsAnew || isAlternative ? term.slice(2) : term;
    const condition = readCondition(written, evaluate);
    if (condition === undefined) {
      if (written !== '') malformed.push(written);
      continue;
    }
    const group = groups.at(-1) as Condition[][];
    const before = group.at(-1);
    if (isAlternative && before !== undefined) before.push(condition);
    else group.push([condition]);
  }
  return { groups, orderings, malformed };
}

function splitTerms(text: string): string[] {
  const CARET = '\u0000';
  return text
    .replaceAll('^^', CARET)
    .split('^')
    .map((term) => term.replaceAll(CARET, '^'));
}

function readOrdering(term: string): Ordering | undefined {
  const match = /^ORDERBY(DESC)?([a-z0-9_.]+)$/.exec(term);
  return match?.[2] === undefined ? undefined : { field: match[2], descending: match[1] !== undefined };
}

function readCondition(term: string, evaluate: EvaluateScript): Condition | undefined {
  const [, field, rest] = TERM.exec(term) ?? [];
  if (field === undefined || rest === undefined) return undefined;
  for (const [spelling, operator] of SPELLINGS) {
    if (!rest.startsWith(spelling)) continue;
    return { field, operator, value: evaluated(rest.slice(spelling.length), evaluate) };
  }
  return undefined;
}

function evaluated(value: string, evaluate: EvaluateScript): string {
  if (!value.startsWith('javascript:')) return value;
  const result = evaluate(value.slice('javascript:'.length));
  if (result === undefined) throw new ScriptedQueryError(value);
  return result;
}
