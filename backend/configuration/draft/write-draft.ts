import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  stringify,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { canonicalJson, type JsonValue } from '../../shared/index.js';

const LONGEST_LINE = 100;
/** Lists whose elements get a line each, however short they are. */
const LISTED: ReadonlySet<unknown> = new Set(['items', 'fields']);
/** By what an element of a list is known again when something else of it has changed. */
const NAMES = ['left', 'right'];

type Members = Readonly<Record<string, JsonValue>>;

/**
 * The text changed so that it says what `entry` says: what stays the same stays as it is written, comments too. Where the text
 * cannot be changed (it does not parse, or an anchor stands for two places that differ now), it is written anew.
 */
export function writeDraft(text: string, entry: JsonValue): string {
  if (says(text, entry)) return text;
  const document = parseDocument(text, { version: '1.2', stringKeys: true, uniqueKeys: false });
  if (document.errors.length === 0) {
    document.contents = changed(document, document.contents, entry, null) as typeof document.contents;
    const written = document.toString({ lineWidth: 0 });
    if (says(written, entry)) return written;
  }
  const fresh = new Document(undefined, { version: '1.2' });
  fresh.contents = made(fresh, entry, null) as typeof fresh.contents;
  return fresh.toString({ lineWidth: 0 });
}

function says(text: string, entry: JsonValue): boolean {
  const document = parseDocument(text, { version: '1.2', stringKeys: true });
  return document.errors.length === 0 && canonicalJson(document.toJS() as JsonValue) === canonicalJson(entry);
}

/** The node of a value: the present one, changed where it has to be, or a new one. @param key under which it stands. */
function changed(document: Document, node: Node | null, value: JsonValue, key: string | null): Node {
  if (isMap(node) && isMembers(value)) return changedMap(document, node, value);
  if (isSeq(node) && Array.isArray(value)) return changedList(document, node, value);
  if (isScalar(node) && (value === null || typeof value !== 'object')) {
    if (node.value === value) return node;
    // How a word was written says nothing of how a number is.
    if (typeof node.value !== typeof value) return withComments(made(document, value, key), node);
    node.value = value;
    return node;
  }
  if (node !== null && !isAlias(node) && sameAs(document, node, value)) return node;
  const fresh = made(document, value, key);
  return node === null ? fresh : withComments(fresh, node);
}

function changedMap(document: Document, map: YAMLMap, value: Members): YAMLMap {
  const kept = map.items.filter(({ key }) => isScalar(key) && Object.hasOwn(value, String(key.value)));
  const known = new Set(kept.map(nameOf));
  for (const pair of kept) {
    const name = nameOf(pair);
    pair.value = changed(document, isNode(pair.value) ? pair.value : null, value[name] ?? null, name);
  }
  const names = Object.keys(value);
  const added = names.filter((name) => !known.has(name));
  map.items = kept;
  // What is new comes after what it comes after in the value, so that what is called otherwise stays where it was.
  for (const name of added) {
    const before = names[names.indexOf(name) - 1];
    const place = before === undefined ? 0 : map.items.findIndex((pair) => nameOf(pair) === before) + 1;
    map.items.splice(place, 0, document.createPair(keyFor(name), made(document, value[name] ?? null, name)));
  }
  if (map.flow === true && added.length > 0 && stringify(map.toJS(document)).length > LONGEST_LINE) map.flow = false;
  return map;
}

/** What would read like the merge key of YAML 1.1 is put in quotes. */
function keyFor(name: string): Scalar | string {
  if (name !== '<<') return name;
  const key = new Scalar(name);
  key.type = Scalar.QUOTE_DOUBLE;
  return key;
}

/** Each element takes the node that says the same, else the one of the same name, else the one at its place that nobody wants. */
function changedList(document: Document, list: YAMLSeq, values: readonly JsonValue[]): YAMLSeq {
  const [first] = list.items;
  if (isNode(first) && list.commentBefore != null && list.flow !== true) {
    // What stands above the first element is read as the list's, and means the element.
    first.commentBefore = list.commentBefore;
    list.commentBefore = null;
  }
  const free = list.items.map((item) => (isNode(item) && !isAlias(item) ? item : null));
  const nodes: (Node | null)[] = values.map(() => null);
  const take = (fits: (node: Node, value: JsonValue) => boolean) => {
    for (const [nth, value] of values.entries()) {
      if (nodes[nth] !== null) continue;
      const place = free.findIndex((node) => node !== null && fits(node, value));
      if (place < 0) continue;
      nodes[nth] = free[place] ?? null;
      free[place] = null;
    }
  };
  take((node, value) => sameAs(document, node, value));
  take((node, value) => identityOf(node.toJS(document)) === identityOf(value));
  for (const [nth] of values.entries()) {
    if (nodes[nth] !== null || free[nth] === null) continue;
    nodes[nth] = free[nth] ?? null;
    free[nth] = null;
  }
  list.items = values.map((value, nth) => changed(document, nodes[nth] ?? null, value, null));
  return list;
}

/** Rows of `fields` and entries of `items` are known by their two sides, in the short form too. */
function identityOf(value: JsonValue): string {
  if (Array.isArray(value) && value.length === 2) return canonicalJson(value);
  return isMembers(value) ? canonicalJson(NAMES.map((name) => value[name] ?? null)) : canonicalJson([value]);
}

function sameAs(document: Document, node: Node, value: JsonValue): boolean {
  return canonicalJson(node.toJS(document) as JsonValue) === canonicalJson(value);
}

/** A new node, short collections in one line. */
function made(document: Document, value: JsonValue, key: string | null): Node {
  const node = document.createNode(value, { aliasDuplicateObjects: false }) as Node;
  visit(node, {
    Collection(place, collection, ancestors) {
      const parent = ancestors.at(-1) as Pair | undefined;
      const name = ancestors.length === 0 ? key : place === 'value' && parent !== undefined ? nameOf(parent) : null;
      const plain = collection.toJS(document) as JsonValue;
      const isListed = LISTED.has(name) || (isMembers(plain) && [...LISTED].some((word) => String(word) in plain));
      collection.flow = !isListed && stringify(plain, { collectionStyle: 'flow', lineWidth: 0 }).length <= LONGEST_LINE;
    },
  });
  return node;
}

function withComments(fresh: Node, old: Node): Node {
  fresh.commentBefore = old.commentBefore ?? null;
  fresh.comment = old.comment ?? null;
  if (old.spaceBefore === true) fresh.spaceBefore = true;
  return fresh;
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function isMembers(value: JsonValue): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
