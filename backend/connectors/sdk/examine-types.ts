import { type Check, type ContainerNeeds, checked } from './doctor.js';
import type { ContainerSchema, ItemTypeSchema } from './schema.js';

/** The types that the file names; where it takes any, all of them. */
export function mappedTypes(needs: ContainerNeeds, schema: ContainerSchema): readonly ItemTypeSchema[] {
  if (needs.itemTypes.includes(null)) return schema.itemTypes;
  return schema.itemTypes.filter(({ id, name }) =>
    needs.itemTypes.some((written) => written === id || written?.toLowerCase() === name.toLowerCase()),
  );
}

/** Whether an item of a type can be made with what is given: each field that the tool wants and nothing gives. */
export function missingAtCreation(
  needs: ContainerNeeds,
  type: ItemTypeSchema,
  {
    tool,
    anyway,
    optional,
  }: {
    /** What people call the tool. */
    readonly tool: string;
    /** Ids of fields that the tool or the create itself sets. */
    readonly anyway: ReadonlySet<string>;
    /** Where an administrator makes the field of that name optional. */
    readonly optional: (field: string) => string;
  },
): readonly Check[] {
  const given = new Set(needs.fields.filter(({ onCreate }) => onCreate).map(({ id }) => id));
  const missing = type.fields.filter(({ id, required }) => required && !given.has(id) && !anyway.has(id));
  const name = `a ${type.name} of ${needs.container} can be made with what is given`;
  const id = `create ${needs.container} ${type.name}`;
  if (missing.length === 0) return [checked({ id, name, outcome: 'ok', neededBy: needs.creates })];
  return missing.map((field) =>
    checked({
      id: `${id}.${field.id}`,
      name,
      outcome: 'fails',
      neededBy: needs.creates,
      found: `${tool} wants ${field.name} (${field.id}) at creation, and no row and no onCreate gives it`,
      fix: `Map it or give it in syncline.yaml (onCreate: { ${field.id}: … }); or make it optional: ${optional(field.name)}`,
    }),
  );
}
