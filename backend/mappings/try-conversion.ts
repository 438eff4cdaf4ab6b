import type { FieldValue, Item } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';
import { convertValue, itemView } from './convert/index.js';
import { opposite, type Side } from './definition.js';
import { HoldFieldError } from './hold-field-error.js';
import type { CompiledField, Mapping, MappingPorts } from './mapping.js';
import { describeValue, plainValue } from './values/index.js';

/** What one row of a mapping makes of one item, step by step. */
export interface Tried {
  /** What an expression sees as `value`; null where the row has no field there. */
  readonly value: JsonValue;
  /** What an expression sees as `item`. */
  readonly item: JsonValue;
  /** What the expression gave, before it was made a value of the field; undefined: nothing, or the row has none, or it failed. */
  readonly result: JsonValue | undefined;
  /** What the field would be, for people; null where it would be held. */
  readonly outcome: string | null;
  /** Why the field would be held; null where it would not. */
  readonly problem: string | null;
}

/**
 * Converts one field of one item as a run would.
 * @param request.to the side that would be written. @throws what a port throws, ExpressionError excepted: that is a problem of the row.
 */
export async function tryConversion(
  request: {
    readonly mapping: Mapping;
    readonly field: CompiledField;
    readonly to: Side;
    readonly source: Item;
    /** The item that would be written; null where there is none yet. */
    readonly target: Item | null;
    readonly ports: MappingPorts;
  },
  signal: AbortSignal,
): Promise<Tried> {
  const { mapping, field, to, source, target, ports } = request;
  const conversion = field.to[to];
  const item = itemView(mapping, opposite(to), source);
  const given = fieldOf(field[opposite(to)], source);
  const plain = conversion?.source == null ? null : plainValue(conversion.source, given);
  const seen = { value: plain, item: item() };
  if (conversion === null) {
    return { ...seen, result: undefined, outcome: null, problem: `this row never writes the ${to}` };
  }
  let result: JsonValue | undefined;
  const noting: MappingPorts = {
    ...ports,
    async evaluate(...asked) {
      result = await ports.evaluate(...asked);
      return result;
    },
  };
  const context = { conversion, to, users: mapping.definition.users, item, ports: noting, signal };
  try {
    const present = target === null ? null : fieldOf(field[to], target);
    const value = await convertValue(context, given, present);
    return { ...seen, result, outcome: describeValue(conversion.target.kind, value), problem: null };
  } catch (error) {
    if (!(error instanceof HoldFieldError)) throw error;
    return { ...seen, result, outcome: null, problem: error.message };
  }
}

function fieldOf(field: { readonly id: string } | null, item: Item): FieldValue {
  return field === null ? null : (item.fields[field.id] ?? null);
}
