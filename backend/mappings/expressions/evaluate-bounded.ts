import jsonata from 'jsonata';
import { errorMessage, type JsonValue } from '../../shared/index.js';
import { ExpressionError } from './expression-error.js';
import { LinearRegExp } from './linear-regexp.js';
import { boundedJoin, boundedPad, type StepObserver, sizeBound, sizeOf } from './size-bound.js';
import { timeBound } from './time-bound.js';

/** What an expression may use up. */
const BOUNDS = {
  /** Milliseconds by the clock; by the processor, which counts on a busy machine, `timeBound` has a shorter limit. */
  timeout: 2_500,
  /** Depth of recursion. */
  stack: 500,
  /** Elements of one sequence. */
  sequence: 100_000,
} as const;
const EVALUATE_EXIT = Symbol.for('jsonata.__evaluate_exit');
const REMEMBERED_EXPRESSIONS = 500;

const compiled = new Map<string, jsonata.Expression>();

/**
 * Evaluates a JSONata expression, which sees nothing but its input, within its bounds.
 * @returns the result as JSON text; undefined when the expression gives nothing.
 * @throws ExpressionError when it does not parse, throws, exceeds a bound or gives what JSON cannot say.
 */
export async function evaluateBounded(expression: string, input: JsonValue): Promise<string | undefined> {
  let result: unknown;
  try {
    result = await parsed(expression).evaluate(input);
  } catch (error) {
    throw new ExpressionError(saidBy(error), { cause: error });
  }
  if (result === undefined) return undefined;
  sizeOf(result, 0);
  return JSON.stringify(result, refuseFunctions);
}

/** @throws what JSONata throws when the expression does not parse. */
export function parseExpression(expression: string): jsonata.Expression {
  const parsed = jsonata(expression, { ...BOUNDS, RegexEngine: LinearRegExp as unknown as RegExpConstructor });
  parsed.registerFunction('pad', boundedPad, '<s-ns?:s>');
  parsed.registerFunction('join', boundedJoin, '<a<s>s?:s>');
  // The hook that JSONata has for debuggers; its types do not name it.
  parsed.assign(EVALUATE_EXIT as unknown as string, bothOf(timeBound(), sizeBound()));
  return parsed;
}

function bothOf(first: StepObserver, second: StepObserver): StepObserver {
  return (...step) => {
    first(...step);
    second(...step);
  };
}

/** JSONata throws plain objects with a `message`. */
export function saidBy(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return errorMessage(error);
}

function parsed(expression: string): jsonata.Expression {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  const fresh = parseExpression(expression);
  if (compiled.size >= REMEMBERED_EXPRESSIONS) compiled.delete([...compiled.keys()][0] ?? '');
  compiled.set(expression, fresh);
  return fresh;
}

function refuseFunctions(_key: string, value: unknown): unknown {
  if (typeof value === 'function') throw new ExpressionError('it gives a function instead of a value');
  return value;
}
