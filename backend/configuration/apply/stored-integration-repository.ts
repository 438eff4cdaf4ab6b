import { z } from 'zod';
import type { Actor } from '../../audit/index.js';
import { type SyncDefinition, syncDefinition } from '../../mappings/index.js';
import { jsonValue } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import type { LaterDefinition } from '../configuration-file.js';

const laterDefinition = z.object({ kind: z.enum(['flow', 'collection']), raw: z.record(z.string(), jsonValue) });

export type IntegrationRow = InstanceType<Transaction['models']['Integration']>;

/** The `definition` column of any kind of integration. */
export function parseDefinition(row: Pick<IntegrationRow, 'definition'>): SyncDefinition | LaterDefinition {
  return z.union([syncDefinition, laterDefinition]).parse(row.definition);
}

/** Every integration, archived ones too, oldest first. */
export async function listIntegrationRows(transaction: Transaction): Promise<readonly IntegrationRow[]> {
  return transaction.models.Integration.findAll({
    order: [
      ['createdAt', 'ASC'],
      ['name', 'ASC'],
    ],
    transaction: transaction.handle,
  });
}

/** How a version of a mapping came to be. */
export interface Making {
  /** Null: nobody knows. */
  readonly by: Actor | null;
  /** The text that somebody wrote, as far as it is kept; null where it was made otherwise. */
  readonly source: string | null;
}

/** Keeps a mapping for `undo` and for history, which names it by its number. */
export async function insertMappingVersion(
  transaction: Transaction,
  integrationId: string,
  version: number,
  definition: SyncDefinition,
  { by, source }: Making,
): Promise<void> {
  await transaction.query(
    `insert into mapping_versions (integration_id, version, definition, made_by_kind, made_by, source)
     values ($1, $2, $3::json, $4, $5, $6)`,
    [integrationId, version, JSON.stringify(definition), by?.kind ?? null, by?.name ?? null, source],
  );
}

/** Living links by integration. */
export async function countLinks(transaction: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await transaction.query(
    'select integration_id, count(*)::int as count from links where ended_at is null group by integration_id',
  );
  return new Map(rows.map((row) => [String(row.integration_id), Number(row.count)]));
}

/** Ends what was under way for integrations that are no longer configured. */
export async function stopRuns(transaction: Transaction, integrationIds: readonly string[]): Promise<void> {
  await transaction.query(
    `update integration_runs set state = 'stopped', finished_at = syncline_now(), resume_at = null,
            error = '{"name": "Archived", "message": "the integration was removed from the configuration", "details": {}}'
      where integration_id = any($1::uuid[]) and state in ('queued', 'running', 'delayed')`,
    [integrationIds],
  );
}
