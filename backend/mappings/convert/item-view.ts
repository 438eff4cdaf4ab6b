import type { Item } from '../../connectors/sdk/index.js';
import type { JsonValue } from '../../shared/index.js';
import type { Side } from '../definition.js';
import type { Mapping } from '../mapping.js';
import { plainItem } from '../values/index.js';

/** The item as expressions see it, worked out when the first of them asks. */
export function itemView(mapping: Mapping, side: Side, item: Item): () => JsonValue {
  let view: JsonValue | undefined;
  return () => {
    view ??= plainItem(mapping, side, item);
    return view;
  };
}
