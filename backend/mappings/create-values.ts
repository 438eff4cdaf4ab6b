import type { Item } from '../connectors/sdk/index.js';
import { allEnded } from '../shared/index.js';
import { convertValue, itemView } from './convert/index.js';
import { opposite, type Side } from './definition.js';
import { HoldFieldError } from './hold-field-error.js';
import type { CompiledField, CompiledRule, Mapping, MappingPorts } from './mapping.js';
import type { CreateValue } from './outcome.js';

/** An item that is to get a partner. */
export interface CreateRequest {
  readonly mapping: Mapping;
  readonly rule: CompiledRule;
  readonly from: Side;
  readonly item: Item;
  readonly ports: MappingPorts;
}

/**
 * The partner's values by field id, in the partner's form; `null` for an empty one. Fields that are never written on that side,
 * and those whose source did not answer, are absent. Whether a value can be given at creation or only afterwards is for the
 * field's descriptor to say.
 */
export async function createValues(
  { mapping, rule, from, item, ports }: CreateRequest,
  signal: AbortSignal,
): Promise<Readonly<Record<string, CreateValue>>> {
  const to = opposite(from);
  const view = itemView(mapping, from, item);
  const given = async (field: CompiledField): Promise<readonly [string, CreateValue][]> => {
    const conversion = field.to[to];
    const source = field[from];
    const value = source === null ? null : item.fields[source.id];
    if (conversion === null || value === undefined) return [];
    const context = { conversion, to, users: mapping.definition.users, item: view, ports, signal };
    try {
      return [[field.id, { kind: 'value', value: await convertValue(context, value, null) }]];
    } catch (error) {
      if (!(error instanceof HoldFieldError)) throw error;
      return [[field.id, { kind: 'held', reason: error.reason, message: error.message }]];
    }
  };
  return Object.fromEntries((await allEnded(rule.fields.map(given))).flat());
}
