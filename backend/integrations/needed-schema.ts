import type { ContainerSchema, FieldDescriptor } from '../connectors/sdk/index.js';
import type { Mapping, Side } from '../mappings/index.js';

/**
 * Leaves of a description what a run may ask for: fields that are mapped, given fixed values, or hold a status. A description has
 * hundreds of fields with thousands of options, and a process keeps one for each side of each integration.
 */
export function neededSchema(schema: ContainerSchema, mapping: Mapping, side: Side): ContainerSchema {
  const names = new Set([
    ...mapping.fields[side].map(({ id }) => id),
    ...mapping.rules.flatMap((rule) => given(rule, side)),
  ]);
  const isNeeded = ({ id, name, kind }: FieldDescriptor) => kind === 'status' || names.has(id) || names.has(name);
  return {
    ...schema,
    itemTypes: schema.itemTypes.map((type) => ({ ...type, fields: type.fields.filter(isNeeded) })),
  };
}

/** Fields that get fixed values: at creation, and with the entering of a status. */
function given({ rule }: Mapping['rules'][number], side: Side): readonly string[] {
  const entering = rule.fields.flatMap(({ transition }) => Object.values(transition[side]).flatMap(Object.keys));
  return [...Object.keys(rule.onCreate[side]), ...entering];
}
