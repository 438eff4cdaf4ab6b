import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import { DEEPEST, findDeepNesting } from './find-deep-nesting.js';
import type { KeyPath } from './key-path.js';
import { syntaxMessage } from './syntax-messages.js';
import { type PlainProblem, toPlain } from './to-plain.js';

/** Far above any real file; a larger one is a mistake. */
const LONGEST_TEXT = 1_000_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point; the last one stands where bytes were no UTF-8
const NOT_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/;

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A problem of the text itself, before any key is looked at. */
export interface TextProblem extends Place {
  readonly path: KeyPath;
  readonly message: string;
  /** Whether the value at `path` is missing from the plain JSON because of it. */
  readonly isLost: boolean;
}

/** What the text says, and where it says it. */
export interface SourceDocument {
  /** Plain JSON; undefined when the text could not be read. */
  readonly value: unknown;
  readonly problems: readonly TextProblem[];
  /** The key at `path`, or the list element; the nearest thing above it where there is none. */
  locate(path: KeyPath): Place;
  /** The keys of the mapping at `path` in the order of the text; plain objects put those that look like numbers first. */
  keysAt(path: KeyPath): string[];
}

const START: Place = { line: 1, column: 1 };

/** Reads YAML 1.2; a byte order mark is not counted. Never throws: whatever is wrong becomes a problem, and a text with broken syntax has no value. */
export function readDocument(source: string): SourceDocument {
  const text = source.replace(/^\ufeff/, '');
  const refusal = refuse(text);
  if (refusal !== null) return { value: undefined, problems: [refusal], locate: () => START, keysAt: () => [] };

  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // Ours names the key and its path.
    uniqueKeys: false,
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const errors = [...document.errors, ...document.warnings];
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  // After a tab the lines below seem to be indented wrongly.
  const syntax = (tabs.length > 0 ? tabs : errors).map((error) => ({
    ...placeOf(error.pos[0]),
    path: [],
    message: syntaxMessage(error.code),
    isLost: true,
  }));
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    syntax.push({ ...START, path: [], message: 'the file is read as YAML 1.2; remove the %YAML line', isLost: true });
  }
  const locate = (path: KeyPath) => placeOf(find(document, path).offset);
  const keysAt = (path: KeyPath) => keysOf(document, find(document, path).node);
  if (syntax.length > 0) return { value: undefined, problems: firstPerLine(syntax), locate, keysAt };

  const plainProblems: PlainProblem[] = [];
  const value = toPlain(document, (offset) => placeOf(offset).line, plainProblems);
  const problems = plainProblems.map(({ offset, ...problem }) => ({ ...placeOf(offset), ...problem }));
  return { value, problems, locate, keysAt };
}

function refuse(text: string): TextProblem | null {
  const problem = (message: string, place = START) => ({ ...place, path: [], message, isLost: true });
  if (text.length > LONGEST_TEXT) {
    return problem(`the file has ${text.length} characters; a configuration has at most ${LONGEST_TEXT}`);
  }
  const strange = NOT_TEXT.exec(text);
  if (strange !== null) {
    return problem('this is not text; save the file as UTF-8 without control characters', placeIn(text, strange.index));
  }
  const deep = findDeepNesting(text);
  return deep === null ? null : problem(`nested deeper than ${DEEPEST} levels`, placeIn(text, deep));
}

function placeIn(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** One mistake often makes several tokens of its line wrong; the first is the one to look at. */
function firstPerLine<T extends Place>(problems: readonly T[]): T[] {
  const lines = new Map<number, T>();
  for (const problem of problems) {
    const known = lines.get(problem.line);
    if (known === undefined || problem.column < known.column) lines.set(problem.line, problem);
  }
  return [...lines.values()];
}

/** The node at `path`, and where its key or it begins; where there is nothing, the nearest offset above and no node. */
function find(document: Document.Parsed, path: KeyPath): { readonly offset: number; readonly node: Node | null } {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    const collection = resolve(document, node);
    if (isMap(collection)) {
      const pair: Pair | undefined = collection.items.findLast((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined || !isNode(pair.key)) return { offset, node: null };
      offset = pair.key.range?.[0] ?? offset;
      node = isNode(pair.value) ? pair.value : null;
    } else if (isSeq(collection) && typeof step === 'number') {
      const element = collection.items[step];
      if (!isNode(element)) return { offset, node: null };
      offset = element.range?.[0] ?? offset;
      node = element;
    } else return { offset, node: null };
  }
  return { offset, node };
}

function keysOf(document: Document.Parsed, node: Node | null): string[] {
  const map = resolve(document, node);
  if (!isMap(map)) return [];
  const keys = map.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  return [...new Set(keys)];
}

function resolve(document: Document.Parsed, node: Node | null): Node | null | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}
