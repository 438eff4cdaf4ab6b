import { ExpressionError } from './expression-error.js';

/** Characters of one value, an element of a list or an object counting as eight; fields of the tools we know are far below. */
const LARGEST_VALUE = 1_000_000;
/** The same of all values that one evaluation makes. */
const LARGEST_SUM = 20_000_000;
const DEEPEST_VALUE = 100;
const ELEMENT_SIZE = 8;

/** Nodes that hand on what is there already. */
const HANDING_ON: ReadonlySet<string> = new Set(['name', 'variable', 'string', 'number', 'value', 'regex', 'lambda']);

/** What JSONata tells after each step of an evaluation. */
export type StepObserver = (
  node: { readonly type: string },
  input: unknown,
  environment: { readonly base: object },
  result: unknown,
) => void;

/**
 * Ends an evaluation that makes something too large, before anything walks over it: a text doubled thirty times costs nothing
 * until it is read, and then ends the process and not only the thread, since no single allocation may exceed the heap.
 */
export function sizeBound(): StepObserver {
  const sums = new WeakMap<object, number>();
  return (node, _input, { base }, result) => {
    if (HANDING_ON.has(node.type)) return;
    const sum = (sums.get(base) ?? 0) + sizeOf(result, 0);
    if (sum > LARGEST_SUM) throw tooLarge();
    sums.set(base, sum);
  };
}

/** JSONata's `$pad`, which makes its padding in one piece however wide. */
export function boundedPad(text: string | undefined, width: number, filler?: string): string | undefined {
  if (text === undefined) return undefined;
  if (Math.abs(width) > LARGEST_VALUE) throw tooLarge();
  const missing = Math.abs(Math.trunc(width)) - [...text].length;
  const signs = [...(filler === undefined || filler === '' ? ' ' : filler)];
  const padding = Array.from({ length: Math.max(0, missing) }, (_, index) => signs[index % signs.length]).join('');
  return width > 0 ? text + padding : padding + text;
}

/** JSONata's `$join`, which makes its result in one piece however long. */
export function boundedJoin(texts: readonly string[] | undefined, separator = ''): string | undefined {
  if (texts === undefined) return undefined;
  const length = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
  if (length > LARGEST_VALUE) throw tooLarge();
  return texts.join(separator);
}

/** @throws ExpressionError as soon as the value is known to be too large; it may be one that contains itself many times over. */
export function sizeOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return bounded(value.length);
  if (typeof value !== 'object' || value === null || isFunction(value)) return ELEMENT_SIZE;
  if (depth > DEEPEST_VALUE) throw tooLarge();
  let size = ELEMENT_SIZE;
  for (const [name, member] of Object.entries(value)) {
    size = bounded(size + (Array.isArray(value) ? 0 : name.length) + sizeOf(member, depth + 1));
  }
  return size;
}

/** Functions of an expression are objects that hold their whole surroundings. */
function isFunction(value: object): boolean {
  return '_jsonata_function' in value || '_jsonata_lambda' in value;
}

function bounded(size: number): number {
  if (size > LARGEST_VALUE) throw tooLarge();
  return size;
}

function tooLarge(): ExpressionError {
  return new ExpressionError(`it makes a value of more than ${LARGEST_VALUE} characters`);
}
