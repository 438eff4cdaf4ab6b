import { PAUSED_FOR_LICENCE } from '../licences/index.js';
import { syncDefinition } from '../mappings/index.js';
import { memoized } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import type { Integration } from './integration.js';

type IntegrationRow = InstanceType<Transaction['models']['Integration']>;

function fromRow(row: IntegrationRow): Integration {
  return {
    id: row.id,
    tenant: row.tenantId,
    name: row.name,
    enabled: row.enabled,
    definition: syncDefinition.parse(row.definition),
    mappingVersion: row.mappingVersion,
    state: row.state,
    pausedReason: row.pausedReason,
    onboardedAt: row.onboardedAt,
    nextRunAt: row.nextRunAt,
    createdAt: row.createdAt,
  };
}

/** The syncs that are in the configuration now, by name. */
export async function listIntegrations(transaction: Transaction): Promise<readonly Integration[]> {
  const rows = await transaction.models.Integration.findAll({
    where: { archivedAt: null, kind: 'sync' },
    order: [['name', 'ASC']],
    transaction: transaction.handle,
  });
  return rows.map(fromRow);
}

/** The sync of that name, or null. */
export async function findIntegration(transaction: Transaction, name: string): Promise<Integration | null> {
  const row = await transaction.models.Integration.findOne({
    where: { name, archivedAt: null, kind: 'sync' },
    transaction: transaction.handle,
  });
  return row === null ? null : fromRow(row);
}

/** The sync with that id, also an archived one; null when there is none. */
export async function getIntegration(transaction: Transaction, id: string): Promise<Integration | null> {
  const row = await transaction.models.Integration.findOne({
    where: { id, kind: 'sync' },
    transaction: transaction.handle,
  });
  return row === null ? null : fromRow(row);
}

const definitionOf = memoized((text) => syncDefinition.parse(JSON.parse(text)));

/** The sync that a run is of, also an archived one; null when there is none. */
export async function integrationOfRun(transaction: Transaction, runId: string): Promise<Integration | null> {
  const [row] = await transaction.query(
    `select i.id, i.tenant_id, i.name, i.enabled, i.definition::text, i.mapping_version, i.state, i.paused_reason, i.onboarded_at, i.next_run_at, i.created_at
       from integration_runs r join integrations i on i.id = r.integration_id where r.id = $1 and i.kind = 'sync'`,
    [runId],
  );
  if (row === undefined) return null;
  return {
    id: String(row.id),
    tenant: String(row.tenant_id),
    name: String(row.name),
    enabled: row.enabled === true,
    definition: definitionOf(String(row.definition)),
    mappingVersion: Number(row.mapping_version),
    state: row.state as Integration['state'],
    pausedReason: row.paused_reason as string | null,
    onboardedAt: row.onboarded_at as Date | null,
    nextRunAt: row.next_run_at as Date | null,
    createdAt: row.created_at as Date,
  };
}

/** The names of integrations, of archived ones too, by id. */
export async function integrationNames(
  transaction: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction.query('select id, name from integrations where id = any($1::uuid[])', [
    [...new Set(ids)],
  ]);
  return new Map(rows.map((row) => [String(row.id), String(row.name)]));
}

/**
 * Stops an integration until a person resumes it; the first reason stays, unless it is one that would be lifted without a person.
 * @returns whether it was active
 */
export async function pauseIntegration(transaction: Transaction, id: string, reason: string): Promise<boolean> {
  const rows = await transaction.query(
    `update integrations i set state = 'paused', paused_reason = $2, updated_at = syncline_now()
       from (select id, state from integrations where id = $1 for update) before
      where i.id = before.id and (i.state = 'active' or starts_with(i.paused_reason, $3)) returning before.state`,
    [id, reason, PAUSED_FOR_LICENCE],
  );
  return rows[0]?.state === 'active';
}

/** Stops everything of a tenant that runs, until its licence is back. @returns what was stopped. */
export async function pauseForLicence(
  transaction: Transaction,
  tenant: string,
  reason: string,
): Promise<readonly string[]> {
  const rows = await transaction.query(
    `update integrations set state = 'paused', paused_reason = $2, updated_at = syncline_now()
      where tenant_id = $1 and state = 'active' and archived_at is null returning name`,
    [tenant, reason],
  );
  return rows.map(({ name }) => String(name));
}

/**
 * Lets run again what its licence alone had stopped. In a copied installation it stays paused, from now on for being a copy (I18).
 * @returns the names of what runs again.
 */
export async function resumeForLicence(transaction: Transaction, tenant: string): Promise<readonly string[]> {
  const rows = await transaction.query(
    `update integrations i
        set state = case when place.paused_reason is null then 'active' else 'paused' end, paused_reason = place.paused_reason,
            next_run_at = syncline_now(), updated_at = syncline_now()
       from (select (select paused_reason from installation) as paused_reason) place
      where tenant_id = $1 and state = 'paused' and starts_with(i.paused_reason, $2) returning name, state`,
    [tenant, PAUSED_FOR_LICENCE],
  );
  return rows.filter(({ state }) => state === 'active').map(({ name }) => String(name));
}

/** Lets a paused integration run again, at once. @returns whether it was paused */
export async function resumeIntegration(transaction: Transaction, id: string): Promise<boolean> {
  const rows = await transaction.query(
    `update integrations set state = 'active', paused_reason = null, next_run_at = syncline_now(), updated_at = syncline_now()
      where id = $1 and state = 'paused' returning id`,
    [id],
  );
  return rows.length > 0;
}
