import type { FieldDescriptor, FieldKind } from '../../connectors/sdk/index.js';
import { nearest } from '../../shared/index.js';
import { type FieldRule, SIDES } from '../definition.js';
import type { Choice, Sides, ValueTable } from '../mapping.js';
import { elementKey, isPeople } from '../values/index.js';
import type { Faults } from './faults.js';

/** Kinds whose values can be named in a table. */
const NAMEABLE: ReadonlySet<FieldKind> = new Set([
  'text',
  'number',
  'boolean',
  'option',
  'options',
  'status',
  'user',
  'users',
  'labels',
  'reference',
  'references',
]);

/**
 * `values` by the side that is written. A row in which a token names nothing is a fault and left out: what it was about is held, the
 * others go on (P12). Null when no row is left, or when a field has no choices to name.
 */
export function buildValueTables(
  rows: NonNullable<FieldRule['values']>,
  fields: Sides<FieldDescriptor>,
  path: string,
  faults: Faults,
): Sides<ValueTable> | null {
  const count = faults.all.length;
  for (const side of SIDES) {
    const { name, kind } = fields[side];
    if (!NAMEABLE.has(kind)) faults.add(path, `${name} (${kind}) has no choices that a table could name`);
  }
  const isNameable = faults.all.length === count;
  const resolved = rows.flatMap((row, index) => {
    const left = resolveToken(fields.left, row.left, `${path}[${index}].left`, faults);
    const right = resolveToken(fields.right, row.right, `${path}[${index}].right`, faults);
    return left === null || right === null ? [] : [{ row, left, right }];
  });
  if (!isNameable || resolved.length === 0) return null;
  return {
    right: tableOf(
      resolved.map(({ left, right }) => ({ source: left, target: right })),
      resolved.map(({ row }) => row.left),
    ),
    left: tableOf(
      resolved.map(({ left, right }) => ({ source: right, target: left })),
      resolved.map(({ row }) => row.right),
    ),
  };
}

function tableOf(
  pairs: readonly { readonly source: Choice; readonly target: Choice }[],
  sources: readonly string[],
): ValueTable {
  const bySource = new Map<string, Choice[]>();
  for (const { source, target } of pairs) {
    const key = elementKey(source);
    bySource.set(key, [...(bySource.get(key) ?? []), target]);
  }
  return {
    sources: [...new Set(sources)],
    // An open list is known by what was written: that may be the id or the name of what the tool gives.
    choices: (source) =>
      bySource.get(elementKey(source)) ?? (typeof source === 'string' ? [] : (bySource.get(source.label) ?? [])),
  };
}

/** The choice that a token means; as written where the list is open. Null, with a fault, when it means none. */
function resolveToken(field: FieldDescriptor, token: string, path: string, faults: Faults): Choice | null {
  const { options } = field;
  if (options === null) {
    const isIdentity = isPeople(field.kind) || /^(?:option|status|reference)/.test(field.kind);
    return isIdentity ? { id: token, label: token } : token;
  }
  const lower = token.toLowerCase();
  const option =
    options.find((candidate) => candidate[field.token] === token) ??
    options.find(({ id, label }) => id === token || label === token) ??
    options.find(({ label }) => label.toLowerCase() === lower);
  if (option !== undefined) return field.kind === 'labels' ? option.label : { id: option.id, label: option.label };
  const tokens = options.map((candidate) => candidate[field.token]);
  faults.add(path, `${field.name} has no choice ${token}; it has ${tokens.join(', ')}`, nearest(token, tokens));
  return null;
}
