import type { ContainerSchema } from '../connectors/sdk/index.js';
import type { Mapping, MappingFault, Side } from '../mappings/index.js';

/** A definition compiled for two containers. */
export interface PreparedMapping {
  readonly mapping: Mapping;
  readonly faults: readonly MappingFault[];
  /** What the mapping needs of the descriptions. */
  readonly schemas: Readonly<Record<Side, ContainerSchema>>;
}

/**
 * The compiled mapping of each integration that this process runs, for as long as definition and descriptions stay what they were:
 * most runs find nothing, and reading two descriptions would be most of their work.
 */
export class PreparedMappings {
  readonly #known = new Map<string, { readonly madeFrom: string; readonly prepared: PreparedMapping }>();

  /** @param madeFrom names everything that it would be made from, versions and all */
  find(integrationId: string, madeFrom: string): PreparedMapping | null {
    const known = this.#known.get(integrationId);
    return known?.madeFrom === madeFrom ? known.prepared : null;
  }

  /** In the place of what was known of that integration. */
  keep(integrationId: string, madeFrom: string, prepared: PreparedMapping): void {
    this.#known.set(integrationId, { madeFrom, prepared });
  }
}
