import { findSchema } from '../connections/index.js';
import type { ContainerSchema, FieldDescriptor } from '../connectors/sdk/index.js';
import { SIDES, type Side } from '../mappings/index.js';
import type { Transaction } from '../storage/index.js';
import { findSides } from './find-sides.js';
import type { Integration } from './integration.js';

/** A field as its tool names it. */
export interface FieldName {
  readonly id: string;
  /** The id where the tool was not asked yet, or does not know the field any more. */
  readonly name: string;
  /** Null where the tool was not asked yet. */
  readonly kind: FieldDescriptor['kind'] | null;
  /** What its values mean, where it has options. */
  readonly options: readonly { readonly id: string; readonly label: string }[] | null;
}

/** A rule of the mapping, for people. */
export interface MappedField extends Readonly<Record<Side, FieldName | null>> {
  /** What history, conflicts and writes call it. */
  readonly field: string;
}

/** The rules of an integration's mapping as it is now, each once, with the names that the tools last gave to the fields. */
export async function listMappedFields(
  transaction: Transaction,
  integration: Integration,
): Promise<readonly MappedField[]> {
  const { definition } = integration;
  const sides = await findSides(transaction, integration);
  const schemas = new Map<Side, ContainerSchema | null>();
  for (const side of SIDES) {
    const { connection } = sides[side];
    schemas.set(side, connection && (await findSchema(transaction, connection.id, definition[side].container)));
  }
  const named = (side: Side, id: string | null): FieldName | null =>
    id === null ? null : nameOf(id, descriptorOf(schemas.get(side) ?? null, id));
  const rules = new Map(definition.items.flatMap(({ fields }) => fields.map((rule) => [rule.id, rule] as const)));
  return [...rules.values()].map(({ id, left, right }) => ({
    field: id,
    left: named('left', left),
    right: named('right', right),
  }));
}

function descriptorOf(schema: ContainerSchema | null, id: string): FieldDescriptor | undefined {
  return schema?.itemTypes.flatMap(({ fields }) => fields).find((field) => field.id === id);
}

function nameOf(id: string, field: FieldDescriptor | undefined): FieldName {
  const options = field?.options ?? null;
  return {
    id,
    name: field?.name ?? id,
    kind: field?.kind ?? null,
    options: options === null ? null : options.map((option) => ({ id: option.id, label: option.label })),
  };
}
