import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { DEEPEST } from './find-deep-nesting.js';
import type { KeyPath } from './key-path.js';

export interface PlainProblem {
  readonly offset: number;
  readonly path: KeyPath;
  readonly message: string;
  /** False where the value is good all the same: a key given twice. */
  readonly isLost: boolean;
}

/** Values after aliases are written out; aliases of aliases grow by powers. */
const MOST_VALUES = 100_000;
const CORE_TAGS = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`),
);
const NOT_STORABLE = /\0|\p{Surrogate}/u;

/**
 * Writes a document out as plain JSON, with aliases replaced by what they stand for. What cannot be kept becomes null and a
 * problem; a document that grows too large becomes undefined.
 */
export function toPlain(
  document: Document.Parsed,
  lineAt: (offset: number) => number,
  problems: PlainProblem[],
): unknown {
  const writer = new PlainWriter(document, lineAt, problems);
  const plain = writer.write(document.contents, []);
  return writer.isTooLarge ? undefined : plain;
}

class PlainWriter {
  readonly #document: Document.Parsed;
  readonly #lineAt: (offset: number) => number;
  readonly #problems: PlainProblem[];
  readonly #open = new Set<Node>();
  /** Finding an anchor walks through the document. */
  readonly #targets = new Map<Alias, Node | undefined>();
  #values = 0;

  constructor(document: Document.Parsed, lineAt: (offset: number) => number, problems: PlainProblem[]) {
    this.#document = document;
    this.#lineAt = lineAt;
    this.#problems = problems;
  }

  get isTooLarge(): boolean {
    return this.#values > MOST_VALUES;
  }

  write(node: Node | null, path: KeyPath): unknown {
    if (node === null) return null;
    this.#values += 1;
    if (this.isTooLarge) {
      if (this.#values === MOST_VALUES + 1) {
        this.#say(node, path, `with its aliases written out the file has more than ${MOST_VALUES} values`);
      }
      return null;
    }
    if (path.length > DEEPEST) return this.#say(node, path, `nested deeper than ${DEEPEST} levels`);
    if (isAlias(node)) return this.#alias(node, path);
    if (node.tag !== undefined && !CORE_TAGS.has(node.tag)) {
      return this.#say(node, path, 'tags (`!!name`) are not used in this file; remove it');
    }
    if (isMap(node)) return this.#map(node, path);
    if (isSeq(node)) return this.#list(node, path);
    return this.#scalar(isScalar(node) ? node.value : null, node, path);
  }

  #alias(alias: Alias, path: KeyPath): unknown {
    if (!this.#targets.has(alias)) this.#targets.set(alias, alias.resolve(this.#document));
    const target = this.#targets.get(alias);
    if (target === undefined) {
      return this.#say(
        alias,
        path,
        'no anchor of this name stands above; if the value begins with `*`, put it in quotes',
      );
    }
    if (this.#open.has(target)) return this.#say(alias, path, 'the alias stands inside what it repeats; remove it');
    return this.write(target, path);
  }

  #list(list: YAMLSeq, path: KeyPath): unknown {
    this.#open.add(list);
    const plain = list.items.map((item, index) => this.write(isNode(item) ? item : null, [...path, index]));
    this.#open.delete(list);
    return plain;
  }

  #map(map: YAMLMap, path: KeyPath): unknown {
    this.#open.add(map);
    const plain: Record<string, unknown> = {};
    const lines = new Map<string, number>();
    for (const { key, value } of map.items) {
      if (!isScalar(key) || typeof key.value !== 'string') continue;
      const name = key.value;
      const below = [...path, name];
      if (name === '__proto__') this.#say(key, path, 'this name is not allowed as a key');
      else if (name === '<<' && key.type === 'PLAIN')
        this.#say(key, below, 'YAML 1.2 has no merge key; repeat the keys, or give the whole value an anchor');
      else {
        const first = lines.get(name);
        if (first !== undefined) this.#say(key, below, `given in line ${first} already; remove one`, false);
        lines.set(name, this.#lineAt(key.range?.[0] ?? 0));
        this.#scalar(name, key, below);
        plain[name] = this.write(isNode(value) ? value : null, below);
      }
    }
    this.#open.delete(map);
    return plain;
  }

  #scalar(value: unknown, node: Node, path: KeyPath): unknown {
    if (typeof value === 'string' && NOT_STORABLE.test(value)) {
      return this.#say(
        node,
        path,
        'holds a character that cannot be stored; remove the escape `\\0` or the half of a pair `\\ud83d`',
      );
    }
    if (typeof value === 'number' && !(Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
      return this.#say(node, path, 'a number that cannot be kept exactly; put it in quotes');
    }
    return value;
  }

  #say(node: Node, path: KeyPath, message: string, isLost = true): null {
    this.#problems.push({ offset: node.range?.[0] ?? 0, path, message, isLost });
    return null;
  }
}
