import type { z } from 'zod';
import { UnknownNameError } from '../shared/index.js';
import type { PageOf, Transaction } from '../storage/index.js';
import { type Plan, type PlannedWrite, plannedWrite, plan as planSchema } from './plan.js';

/** Keeps a plan, so that it can be applied by its id and shown later. */
export async function storePlan(transaction: Transaction, integrationId: string, plan: Plan): Promise<void> {
  await transaction.query(
    `insert into plans (id, integration_id, mode, mapping_version, hash, body) values ($1, $2, $3, $4, $5, $6::jsonb)`,
    [plan.id, integrationId, plan.mode, plan.mappingVersion, plan.hash, JSON.stringify(plan)],
  );
}

/** The plan with that id. @throws UnknownNameError when there is none. */
export async function getPlan(transaction: Transaction, id: string): Promise<Plan> {
  const rows = await transaction.query('select body from plans where id = $1', [id]);
  if (rows[0] === undefined)
    throw new UnknownNameError(`there is no plan ${id}; make one with: syncline plan NAME --out FILE`);
  return planSchema.parse(rows[0].body);
}

/** The place of a plan in the order of time. */
export interface PlanPlace {
  /** Microseconds since 1970: the database counts finer than `Date`. */
  readonly createdAtUs: string;
  readonly id: string;
}

const planSummary = planSchema.omit({ writes: true, held: true, pairs: true, problems: true, readOnly: true });
type PlanSummary = z.infer<typeof planSummary>;

/** A page of plans, newest first, without the content of items. */
export async function pagePlans(
  transaction: Transaction,
  filter: { readonly integrationId?: string | undefined },
  { after, limit }: PageOf<PlanPlace>,
): Promise<readonly { readonly plan: PlanSummary; readonly place: PlanPlace }[]> {
  const rows = await transaction.query(
    `select id, body - 'writes' - 'held' - 'pairs' - 'problems' - 'readOnly' as body, (extract(epoch from created_at) * 1000000)::bigint::text as created_at_us
       from plans
      where ($1::uuid is null or integration_id = $1)
        and ($2::bigint is null or (created_at, id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
      order by created_at desc, id desc limit $4`,
    [filter.integrationId ?? null, after?.createdAtUs ?? null, after?.id ?? null, limit],
  );
  return rows.map((row) => ({
    plan: planSummary.parse(row.body),
    place: { createdAtUs: String(row.created_at_us), id: String(row.id) },
  }));
}

/**
 * A page of the writes of a plan, in the order in which a run would find them. The place is that of a write among all of the plan.
 * @throws UnknownNameError when there is no such plan.
 */
export async function pagePlannedWrites(
  transaction: Transaction,
  id: string,
  { kind }: { readonly kind?: PlannedWrite['kind'] | undefined },
  { after, limit }: PageOf<number>,
): Promise<readonly { readonly write: PlannedWrite; readonly place: number }[]> {
  const known = await transaction.query('select 1 from plans where id = $1', [id]);
  if (known.length === 0) throw new UnknownNameError(`there is no plan ${id}`);
  const rows = await transaction.query(
    `select write, place::int from plans, jsonb_array_elements(body->'writes') with ordinality as of_plan (write, place)
      where id = $1 and ($2::text is null or write->>'kind' = $2) and place > $3 order by place limit $4`,
    [id, kind ?? null, after ?? 0, limit],
  );
  return rows.map((row) => ({ write: plannedWrite.parse(row.write), place: Number(row.place) }));
}
