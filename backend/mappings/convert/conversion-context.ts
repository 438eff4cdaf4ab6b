import type { JsonValue } from '../../shared/index.js';
import type { Side, SyncDefinition } from '../definition.js';
import type { Conversion, MappingPorts } from '../mapping.js';

/** One direction of one field, and what it may ask while it converts. */
export interface ConversionContext {
  readonly conversion: Conversion;
  /** The side that is written. */
  readonly to: Side;
  readonly users: SyncDefinition['users'];
  /** The source's item as expressions see it. */
  readonly item: () => JsonValue;
  readonly ports: MappingPorts;
  readonly signal: AbortSignal;
}
