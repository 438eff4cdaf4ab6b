import type { Connection, OpenConnection } from '../connections/index.js';
import type { ContainerSchema, FieldDescriptor, FieldValue, Tool } from '../connectors/sdk/index.js';
import type { Marks } from '../links/index.js';
import type { Mapping, MappingPorts, Side } from '../mappings/index.js';
import type { Clock, JsonValue, Logger, Random } from '../shared/index.js';
import type { Database } from '../storage/index.js';
import type { Integration } from './integration.js';

/** One side of a sync, opened. */
export interface JobSide {
  readonly connection: Connection;
  readonly open: OpenConnection;
  readonly tool: Tool;
  readonly container: string;
  readonly schema: ContainerSchema;
  /** Names the site in marks: its id, or the address where the tool does not tell one. */
  readonly site: string;
}

/** Everything that the stages of one run share. */
export interface SyncJob {
  readonly integration: Integration;
  readonly mapping: Mapping;
  readonly sides: Readonly<Record<Side, JobSide>>;
  readonly ports: MappingPorts;
  /** A value as a person wrote it in the file, in typed form. @throws what the tool's `parse` throws. */
  readonly parse: (side: Side, field: FieldDescriptor, written: JsonValue, signal: AbortSignal) => Promise<FieldValue>;
  readonly marks: Marks;
  readonly runId: string;
  /** The changes that this run deals with are those of its lane: its mode. */
  readonly lane: string;
  readonly workerId: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}
