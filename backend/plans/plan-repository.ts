import { ConfigurationError } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import { type Plan, plan as planSchema } from './plan.js';

/** Keeps a plan, so that it can be applied by its id and shown later. */
export async function storePlan(transaction: Transaction, integrationId: string, plan: Plan): Promise<void> {
  await transaction.query(
    `insert into plans (id, integration_id, mode, mapping_version, hash, body) values ($1, $2, $3, $4, $5, $6::jsonb)`,
    [plan.id, integrationId, plan.mode, plan.mappingVersion, plan.hash, JSON.stringify(plan)],
  );
}

/** The plan with that id. @throws ConfigurationError when there is none. */
export async function getPlan(transaction: Transaction, id: string): Promise<Plan> {
  const rows = await transaction.query('select body from plans where id = $1', [id]);
  if (rows[0] === undefined)
    throw new ConfigurationError(`there is no plan ${id}; make one with: syncline plan NAME --out FILE`);
  return planSchema.parse(rows[0].body);
}
