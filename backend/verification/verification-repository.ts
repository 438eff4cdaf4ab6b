import { z } from 'zod';
import { UnknownNameError } from '../shared/index.js';
import type { PageOf, Row, Transaction } from '../storage/index.js';
import type { VerificationCounts } from './finding.js';
import { storedCounts, type Verification, type VerificationState, verificationState } from './verification.js';

/** What is claimed by the worker that looks. */
export function verificationClaimKey(id: string): string {
  return `verification:${id}`;
}

/** Whoever worked it is gone: said at once, also before anybody has noted it. */
const IS_FORSAKEN = `(v.state = 'running' and not exists (
  select 1 from claims c join workers w on w.id = c.worker_id
   where c.key = 'verification:' || v.id and w.lease_until > syncline_now()))`;

const COLUMNS = `v.id, v.integration_id, case when ${IS_FORSAKEN} then 'interrupted' else v.state end as state, v.wanted_by, v.total,
  v.counts, v.findings, v.faults, v.error, v.created_at, v.started_at, v.finished_at, v.mended_by`;

const faults = z.array(z.string());

function fromRow(row: Row): Verification {
  return {
    id: String(row.id),
    integrationId: String(row.integration_id),
    state: verificationState.parse(row.state),
    wantedBy: String(row.wanted_by),
    total: row.total === null ? null : Number(row.total),
    counts: storedCounts.parse(row.counts),
    kept: Number(row.findings),
    faults: faults.parse(row.faults),
    error: row.error as string | null,
    createdAt: row.created_at as Date,
    startedAt: row.started_at as Date | null,
    finishedAt: row.finished_at as Date | null,
    mendedBy: row.mended_by as string | null,
  };
}

/** Adds one that nobody works yet. @returns it, or the one of that integration that is under way: there is one at a time. */
export async function insertVerification(
  transaction: Transaction,
  { id, integrationId, wantedBy }: Pick<Verification, 'id' | 'integrationId' | 'wantedBy'>,
): Promise<{ readonly verification: Verification; readonly isNew: boolean }> {
  await transaction.query(
    `update verifications v set state = 'interrupted', finished_at = syncline_now() where integration_id = $1 and ${IS_FORSAKEN}`,
    [integrationId],
  );
  const inserted = await transaction.query(
    `insert into verifications as v (id, integration_id, state, wanted_by, counts) values ($1, $2, 'queued', $3, '{}')
     on conflict (integration_id) where state in ('queued', 'running') do nothing returning ${COLUMNS}`,
    [id, integrationId, wantedBy],
  );
  if (inserted[0] !== undefined) return { verification: fromRow(inserted[0]), isNew: true };
  const [active] = await transaction.query(
    `select ${COLUMNS} from verifications v where integration_id = $1 and state in ('queued', 'running')`,
    [integrationId],
  );
  if (active === undefined) return insertVerification(transaction, { id, integrationId, wantedBy });
  return { verification: fromRow(active), isNew: false };
}

/** @throws UnknownNameError when there is none of that id. */
export async function getVerification(transaction: Transaction, id: string): Promise<Verification> {
  const [row] = await transaction.query(`select ${COLUMNS} from verifications v where id = $1`, [id]);
  if (row === undefined) throw new UnknownNameError(`there is no verification ${id}; they are kept for thirty days`);
  return fromRow(row);
}

/** The place of a verification in the order of time. */
export interface VerificationPlace {
  /** Microseconds since 1970: the database counts finer than `Date`. */
  readonly createdAtUs: string;
  readonly id: string;
}

/** A page of them, newest first. */
export async function pageVerifications(
  transaction: Transaction,
  { integrationId }: { readonly integrationId: string | undefined },
  { after, limit }: PageOf<VerificationPlace>,
): Promise<readonly { readonly verification: Verification; readonly place: VerificationPlace }[]> {
  const rows = await transaction.query(
    `select ${COLUMNS}, (extract(epoch from v.created_at) * 1000000)::bigint::text as created_at_us from verifications v
      where ($1::uuid is null or v.integration_id = $1)
        and ($2::bigint is null or (v.created_at, v.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
      order by v.created_at desc, v.id desc limit $4`,
    [integrationId ?? null, after?.createdAtUs ?? null, after?.id ?? null, limit],
  );
  return rows.map((row) => ({
    verification: fromRow(row),
    place: { createdAtUs: String(row.created_at_us), id: String(row.id) },
  }));
}

/** Begins one that waits. @returns null where it does not wait any more: it was stopped, or whoever worked it is gone. */
export async function beginVerification(transaction: Transaction, id: string): Promise<Verification | null> {
  await transaction.query(
    `update verifications set state = 'interrupted', finished_at = syncline_now() where id = $1 and state = 'running'`,
    [id],
  );
  const [row] = await transaction.query(
    `update verifications v set state = 'running', started_at = syncline_now(),
            total = (select count(*) from links l where l.integration_id = v.integration_id and l.ended_at is null)
      where id = $1 and state = 'queued' returning ${COLUMNS}`,
    [id],
  );
  return row === undefined ? null : fromRow(row);
}

/** Keeps how far it is. @returns false where it is not to go on: a person has stopped it. */
export async function countVerification(
  transaction: Transaction,
  id: string,
  { counts, kept }: { readonly counts: VerificationCounts; readonly kept: number },
): Promise<boolean> {
  const rows = await transaction.query(
    `update verifications set counts = $2::jsonb, findings = $3 where id = $1 and state = 'running' returning id`,
    [id, JSON.stringify(counts), kept],
  );
  return rows.length > 0;
}

/** Ends one that is under way; another has ended already, and stays as it is. */
export async function endVerification(
  transaction: Transaction,
  id: string,
  {
    state,
    faults: wrong,
    error,
  }: {
    readonly state: Exclude<VerificationState, 'queued' | 'running'>;
    readonly faults?: readonly string[];
    readonly error?: string;
  },
): Promise<void> {
  await transaction.query(
    `update verifications set state = $2, faults = coalesce($3::jsonb, faults), error = $4, finished_at = syncline_now()
      where id = $1 and state in ('queued', 'running')`,
    [id, state, wrong === undefined ? null : JSON.stringify(wrong), error ?? null],
  );
}

/** Notes which run was asked to mend what was found. */
export async function noteMending(transaction: Transaction, id: string, runId: string): Promise<void> {
  await transaction.query('update verifications set mended_by = $2 where id = $1', [id, runId]);
}

const KEPT_DAYS = 30;
/** Of each integration, the newest. */
const KEPT_COUNT = 20;

/** Forgets what is old: findings hold what stands in items. */
export async function forgetVerifications(transaction: Transaction): Promise<void> {
  await transaction.query(
    `delete from verifications v
      where v.state not in ('queued', 'running')
        and (v.created_at < syncline_now() - make_interval(days => $1)
             or v.id not in (select n.id from verifications n where n.integration_id = v.integration_id order by n.created_at desc limit $2))`,
    [KEPT_DAYS, KEPT_COUNT],
  );
}
