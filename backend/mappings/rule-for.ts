import type { Item } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';
import { itemView } from './convert/index.js';
import type { Side } from './definition.js';
import type { CompiledRule, Mapping, MappingPorts } from './mapping.js';

/**
 * The first entry of `items` that an item of this side falls under, by its type and by `when`; null when none.
 * @throws ExpressionError when a `when` cannot be evaluated: whether the item belongs here is then unknown.
 */
export async function ruleFor(
  mapping: Mapping,
  side: Side,
  item: Item,
  ports: MappingPorts,
  signal: AbortSignal,
): Promise<CompiledRule | null> {
  const view = itemView(mapping, side, item);
  for (const rule of mapping.rules) {
    const { typeId } = rule[side];
    if (typeId !== null && typeId !== item.typeId) continue;
    const when = rule.rule.when[side];
    if (when === null || isTrue(await ports.evaluate(when, { value: null, item: view() }, signal))) return rule;
  }
  return null;
}

/** As JSONata's `$boolean`: nothing, zero, empty texts, lists and objects are false; a list is true when one of its elements is. */
function isTrue(result: JsonValue | undefined): boolean {
  if (Array.isArray(result)) return result.some(isTrue);
  if (result !== null && typeof result === 'object') return Object.keys(result).length > 0;
  return Boolean(result);
}
