import type { ContainerSchema, FieldDescriptor } from '../../connectors/sdk/index.js';
import { type CompiledRule, type Mapping, type MappingFault, SIDES, type Side } from '../../mappings/index.js';

/** Fields that a tool wants of each new item and that nothing gives it: every creation there would be refused. */
export function missingAtCreate(
  mapping: Mapping,
  schemas: Readonly<Record<Side, ContainerSchema>>,
): readonly MappingFault[] {
  const { create } = mapping.definition;
  const created = SIDES.filter((side) => create === 'both' || create === side);
  return mapping.rules.flatMap((rule) =>
    created.flatMap((side) =>
      missing(rule, side, schemas[side]).map(({ id, name }) => ({
        path: `items[${rule.index}]`,
        message:
          `${schemas[side].name} wants ${name} (${id}) of each new item, and nothing here gives it; ` +
          `map a field to it, or write onCreate: { ${side}: { ${id}: … } }`,
        suggestion: null,
      })),
    ),
  );
}

function missing(rule: CompiledRule, side: Side, schema: ContainerSchema): readonly FieldDescriptor[] {
  const { typeId } = rule[side];
  // Of `any` nobody knows which type a new item will have, unless there is one alone.
  const types = typeId === null && schema.itemTypes.length > 1 ? [] : schema.itemTypes;
  const type = types.find(({ id }) => typeId === null || id === typeId);
  const mapped = new Set(rule.fields.flatMap((field) => (field.to[side] === null ? [] : [field[side]?.id])));
  const given = new Set(Object.keys(rule.rule.onCreate[side]).map((written) => written.toLowerCase()));
  return (type?.fields ?? []).filter(
    ({ id, name, required, onCreate }) =>
      required && onCreate && !mapped.has(id) && !given.has(id.toLowerCase()) && !given.has(name.toLowerCase()),
  );
}
