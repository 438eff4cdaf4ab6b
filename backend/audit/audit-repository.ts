import type { JsonValue } from '../shared/index.js';
import type { PageOf, Transaction } from '../storage/index.js';
import { type Actor, type AuditEntry, auditedAction } from './audit-entry.js';

const COLUMNS = 'id, at, actor_kind, actor, action, subject, details';

/**
 * Keeps what somebody does, in the transaction that does it: neither is there without the other.
 * @param entry.tenant whose log it stands in; unless told, the one in whose scope the transaction is.
 */
export async function recordAudit(
  transaction: Transaction,
  { kind, name }: Actor,
  {
    action,
    subject,
    details = {},
    tenant = null,
  }: Pick<AuditEntry, 'action' | 'subject'> & {
    readonly details?: Readonly<Record<string, JsonValue | undefined>>;
    readonly tenant?: string | null;
  },
): Promise<void> {
  await transaction.query(
    `insert into audit (actor_kind, actor, action, subject, details, tenant_id)
     values ($1, $2, $3, $4, $5, coalesce($6, syncline_tenant()))`,
    [kind, name, action, subject, JSON.stringify(details), tenant],
  );
}

/** Which entries are wanted; absent: all. */
export interface AuditFilter {
  readonly action?: AuditEntry['action'] | undefined;
  /** Who did it, and what it was done to: part of a name, capitals or not. */
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  /** From this moment on. */
  readonly since?: Date | undefined;
  /** Before this moment. */
  readonly until?: Date | undefined;
}

/** A page of what people did, newest first. */
export async function pageAudit(
  transaction: Transaction,
  { action, actor, subject, since, until }: AuditFilter,
  { after, limit }: PageOf<string>,
): Promise<readonly AuditEntry[]> {
  const rows = await transaction.query(
    `select ${COLUMNS} from audit
      where ($1::text is null or action = $1) and ($2::bigint is null or id < $2)
        and ($4::text is null or position(lower($4) in lower(actor)) > 0)
        and ($5::text is null or position(lower($5) in lower(subject)) > 0)
        and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
      order by id desc limit $3`,
    [action ?? null, after, limit, actor ?? null, subject ?? null, since ?? null, until ?? null],
  );
  return rows.map(fromRow);
}

/** The entry with that id, or null. */
export async function getAuditEntry(transaction: Transaction, id: string): Promise<AuditEntry | null> {
  const rows = await transaction.query(`select ${COLUMNS} from audit where id = $1`, [id]);
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

function fromRow(row: Readonly<Record<string, unknown>>): AuditEntry {
  return {
    id: String(row.id),
    at: row.at as Date,
    actor: { kind: row.actor_kind as Actor['kind'], name: String(row.actor) },
    action: auditedAction.parse(row.action),
    subject: row.subject === null ? null : String(row.subject),
    details: row.details as Readonly<Record<string, JsonValue>>,
  };
}
