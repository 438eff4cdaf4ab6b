import type { ContainerSchema, FieldDescriptor } from '../../connectors/sdk/index.js';
import { nearest } from '../../shared/index.js';
import type { RuleType } from '../mapping.js';
import type { Faults } from './faults.js';

/** The fields of an item type, or of all types of a container together. */
export interface FieldsOfType {
  readonly container: string;
  readonly all: readonly FieldDescriptor[];
}

/** The item type of that id or name; both members null for `any`. Null, with a fault, when there is none. */
export function resolveType(
  schema: ContainerSchema,
  written: string | null,
  path: string,
  faults: Faults,
): RuleType | null {
  if (written === null) return { typeId: null, typeName: null };
  const type = found(schema.itemTypes, written)[0];
  if (type !== undefined) return { typeId: type.id, typeName: type.name };
  const names = schema.itemTypes.map(({ name }) => name);
  faults.add(path, `${schema.name} has no item type ${written}; it has ${names.join(', ')}`, nearest(written, names));
  return null;
}

/** The fields that can be named under a type. */
export function fieldsOfType(schema: ContainerSchema, type: RuleType): FieldsOfType {
  const types = schema.itemTypes.filter(({ id }) => type.typeId === null || id === type.typeId);
  const byId = new Map<string, FieldDescriptor>();
  for (const field of types.flatMap(({ fields }) => fields)) if (!byId.has(field.id)) byId.set(field.id, field);
  return {
    container: type.typeName === null ? schema.name : `${type.typeName} in ${schema.name}`,
    all: [...byId.values()],
  };
}

/** The field of that id or name. Null, with a fault, when there is none or several have the name. */
export function resolveField(
  fields: FieldsOfType,
  written: string,
  path: string,
  faults: Faults,
): FieldDescriptor | null {
  const [field, ...more] = found(fields.all, written);
  if (field !== undefined && more.length === 0) return field;
  if (field === undefined) {
    const names = fields.all.flatMap(({ id, name }) => [id, name]);
    faults.add(path, `${fields.container} has no field ${written}`, nearest(written, names));
  } else {
    const ids = [field, ...more].map(({ id }) => id);
    faults.add(
      path,
      `${fields.container} has several fields called ${written}: ${ids.join(', ')}; write an id`,
      field.id,
    );
  }
  return null;
}

/** By id, else by name, else by name in whatever case. */
function found<Named extends { readonly id: string; readonly name: string }>(
  all: readonly Named[],
  written: string,
): readonly Named[] {
  const tests: readonly ((one: Named) => boolean)[] = [
    ({ id }) => id === written,
    ({ name }) => name === written,
    ({ name }) => name.toLowerCase() === written.toLowerCase(),
  ];
  return tests.map((test) => all.filter(test)).find((matching) => matching.length > 0) ?? [];
}
