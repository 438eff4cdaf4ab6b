import type { FieldDescriptor } from '../../connectors/sdk/index.js';
import type { DescribedSide } from '../../mapping-drafts/index.js';
import type { SideDefinition } from '../../mappings/index.js';

/** Of lists that are longer, people write the value. */
const MOST_OPTIONS = 300;

/** What can be mapped on one side, for choosing from. */
export function shownSide({ connection, container }: SideDefinition, { schema, trouble }: DescribedSide) {
  return {
    connection,
    container,
    name: schema?.name ?? null,
    trouble,
    itemTypes: (schema?.itemTypes ?? []).map(({ id, name, fields }) => ({ id, name, fields: fields.map(shownField) })),
    commentChannels: schema?.commentChannels ?? [],
  };
}

function shownField({ id, name, kind, required, onCreate, onUpdate, options, token }: FieldDescriptor) {
  return {
    id,
    name,
    kind,
    required,
    isWritable: onCreate || onUpdate,
    options: options?.slice(0, MOST_OPTIONS).map((option) => ({ token: option[token], label: option.label })) ?? null,
    optionsLeft: Math.max(0, (options?.length ?? 0) - MOST_OPTIONS),
  };
}
