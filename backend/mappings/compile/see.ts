import type { FieldDescriptor } from '../../connectors/sdk/index.js';
import type { Side } from '../definition.js';

/** Notes that these fields must be read on a side. */
export type See = (side: Side, fields: Iterable<FieldDescriptor>) => void;
