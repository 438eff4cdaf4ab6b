import type { ContainerSchema, FieldKind } from '../connectors/sdk/index.js';
import type { Integration } from '../integrations/index.js';
import type { Mapping, MappingFault, Side } from '../mappings/index.js';

/** A sync with as much of its two containers as their tools tell. */
export interface DescribedSync {
  readonly integration: Integration;
  /** Null where the tool does not describe it. */
  readonly schemas: Readonly<Record<Side, ContainerSchema | null>>;
  /** Null unless both sides are described. */
  readonly mapping: Mapping | null;
  readonly faults: readonly MappingFault[];
}

/** A field as far as it is known: by what its tool says of it, else by what the file calls it. */
export interface KnownField {
  readonly id: string;
  readonly name: string;
  readonly kind: FieldKind | null;
}

/** The field that the file calls so: by id, by name, by name in whatever case. */
export function fieldOf({ schemas }: DescribedSync, side: Side, written: string): KnownField {
  const fields = schemas[side]?.itemTypes.flatMap((type) => type.fields) ?? [];
  return (
    fields.find(({ id }) => id === written) ??
    fields.find(({ name }) => name === written) ??
    fields.find(({ name }) => name.toLowerCase() === written.toLowerCase()) ?? {
      id: written,
      name: written,
      kind: null,
    }
  );
}
