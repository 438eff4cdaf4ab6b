import { parseDocument } from 'yaml';
import type { Connector } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';
import type { StoredConfiguration } from './configuration-file.js';
import { exportConfiguration } from './export-configuration.js';

/** One entry of `integrations` as a person has written it. */
export interface WrittenIntegration {
  readonly name: string;
  readonly entry: Readonly<Record<string, JsonValue>>;
  /** The name of the one that it takes the place of; null: it is new, or the one of its own name. */
  readonly insteadOf: string | null;
}

/**
 * What is stored, as a file, with one integration more or in the place of another: so whatever a page makes is read and judged by the
 * same code as what `apply` is given.
 */
export function withIntegration(
  stored: StoredConfiguration,
  connectors: readonly Connector[],
  { name, entry, insteadOf }: WrittenIntegration,
): string {
  const document = parseDocument(exportConfiguration(stored, connectors));
  if (insteadOf !== null) document.deleteIn(['integrations', insteadOf]);
  document.setIn(['integrations', name], document.createNode(entry, { aliasDuplicateObjects: false }));
  return document.toString({ lineWidth: 0 });
}
