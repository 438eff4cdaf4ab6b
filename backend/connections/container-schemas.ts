import { z } from 'zod';
import type { ContainerSchema } from '../connectors/sdk/index.js';
import type { Database, Transaction } from '../storage/index.js';
import type { Connection } from './connection.js';
import type { OpenConnection } from './toolbox.js';

/** How long a description is believed. A refused write asks again at once (`forgetSchema`). */
const BELIEVED_MINUTES = 60;
/** Of a row of `container_schemas`. */
export const IS_BELIEVED = `described_at > syncline_now() - make_interval(mins => ${BELIEVED_MINUTES})`;

const option = z.object({
  id: z.string(),
  label: z.string(),
  disabled: z.boolean(),
  category: z.enum(['open', 'closed']).nullable(),
});

const containerSchema: z.ZodType<ContainerSchema> = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  itemTypes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      fields: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          kind: z.enum([
            'text',
            'richText',
            'number',
            'boolean',
            'date',
            'dateTime',
            'duration',
            'option',
            'options',
            'status',
            'user',
            'users',
            'labels',
            'reference',
            'references',
          ]),
          required: z.boolean(),
          onCreate: z.boolean(),
          onUpdate: z.boolean(),
          maxLength: z.number().nullable(),
          multiline: z.boolean(),
          options: z.array(option).nullable(),
          token: z.enum(['id', 'label']),
          target: z.exactOptional(z.string()),
        }),
      ),
    }),
  ),
  commentChannels: z.array(z.object({ id: z.string(), internal: z.boolean(), kept: z.boolean() })),
});

/** A description, and when it was given: two that were given at the same time are one. */
export interface DescribedContainer {
  readonly schema: ContainerSchema;
  /** By the database's clock, to its microsecond. */
  readonly describedAt: string;
}

/** What can be mapped in a container: from the table while it is young, else from the tool. */
export async function describeContainer(
  database: Database,
  connection: Connection,
  open: OpenConnection,
  container: string,
  signal: AbortSignal,
): Promise<DescribedContainer> {
  const known = await database.transaction('find container schema', (transaction) =>
    transaction.query(
      `select body, described_at::text from container_schemas where connection_id = $1 and container = $2 and ${IS_BELIEVED}`,
      [connection.id, container],
    ),
  );
  if (known[0] !== undefined) {
    return { schema: containerSchema.parse(known[0].body), describedAt: String(known[0].described_at) };
  }
  const described = await open.tool.describe(container, signal);
  const [stored] = await database.transaction('store container schema', (transaction) =>
    transaction.query(
      `insert into container_schemas (connection_id, container, body) values ($1, $2, $3::jsonb)
       on conflict (connection_id, container) do update set body = excluded.body, described_at = syncline_now()
       returning described_at::text`,
      [connection.id, container, JSON.stringify(described)],
    ),
  );
  return { schema: described, describedAt: String(stored?.described_at) };
}

/** What a container was last described to hold, however long ago; null: it never was. No tool is asked. */
export async function findSchema(
  transaction: Transaction,
  connectionId: string,
  container: string,
): Promise<ContainerSchema | null> {
  const rows = await transaction.query(
    'select body from container_schemas where connection_id = $1 and container = $2',
    [connectionId, container],
  );
  return rows[0] === undefined ? null : containerSchema.parse(rows[0].body);
}

/** Lets the next run ask the tool again: an option was renamed, a field has gone, the configuration changed. */
export async function forgetSchemas(transaction: Transaction, connectionId: string): Promise<void> {
  await transaction.query('delete from container_schemas where connection_id = $1', [connectionId]);
}
