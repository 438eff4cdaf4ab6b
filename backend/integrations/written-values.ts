import type { FieldDescriptor, FieldValue } from '../connectors/sdk/index.js';
import type { Side } from '../mappings/index.js';
import { canonicalJson, type JsonValue } from '../shared/index.js';
import type { JobSide, SyncJob } from './sync-job.js';

/** Types values that a person wrote in the file; each is asked for once per run, for every new item is given the same ones. */
export function writtenValues(sides: Readonly<Record<Side, JobSide>>): SyncJob['parse'] {
  const known = new Map<string, Promise<FieldValue>>();
  return (side: Side, field: FieldDescriptor, written: JsonValue, signal: AbortSignal) => {
    const key = `${side}\n${field.id}\n${canonicalJson(written)}`;
    const value = known.get(key) ?? sides[side].tool.parse(field, written, signal);
    known.set(key, value);
    value.catch(() => known.delete(key));
    return value;
  };
}
