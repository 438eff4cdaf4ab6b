import type { Transaction } from '../../storage/index.js';
import type { Warning, WarningKind } from './warning.js';

/** What a remembered warning is about: a connection, or null for the installation; and the host, where there may be several. */
export interface WarningSubject {
  readonly connectionId: string | null;
  readonly kind: WarningKind;
  readonly place?: string;
}

/** Remembers a warning, or that it still holds; `since` stays while it does. @param shownForDays unless it is found again before. */
export async function raiseWarning(
  transaction: Transaction,
  { connectionId, kind, place = '' }: WarningSubject,
  { message, fix, shownForDays }: { readonly message: string; readonly fix: string; readonly shownForDays: number },
): Promise<void> {
  await transaction.query(
    `insert into warnings (connection_id, kind, place, message, fix, until)
     values ($1, $2, $3, $4, $5, syncline_now() + make_interval(days => $6))
     on conflict (coalesce(connection_id::text, ''), kind, place) do update
        set message = excluded.message, fix = excluded.fix, until = excluded.until,
            since = case when warnings.until > syncline_now() then warnings.since else excluded.since end`,
    [connectionId, kind, place, message, fix, shownForDays],
  );
}

/** It holds no more. */
export async function clearWarning(
  transaction: Transaction,
  { connectionId, kind, place = '' }: WarningSubject,
): Promise<void> {
  await transaction.query(
    'delete from warnings where connection_id is not distinct from $1 and kind = $2 and place = $3',
    [connectionId, kind, place],
  );
}

/** The remembered warnings that hold, by connection; those of the installation under null. Oldest first. */
export async function listWarnings(transaction: Transaction): Promise<ReadonlyMap<string | null, readonly Warning[]>> {
  const rows = await transaction.query(
    `select connection_id, kind, message, fix, since from warnings where until > syncline_now() order by since, kind, place`,
  );
  const all = new Map<string | null, Warning[]>();
  for (const { connection_id, kind, message, fix, since } of rows) {
    const subject = connection_id === null ? null : String(connection_id);
    const warning = {
      kind: kind as WarningKind,
      message: String(message),
      fix: String(fix),
      since: since as Date,
    };
    all.set(subject, [...(all.get(subject) ?? []), warning]);
  }
  return all;
}
