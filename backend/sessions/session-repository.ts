import type { Row, Transaction } from '../storage/index.js';
import { isSameHash, opaqueTokens, role } from '../tokens/index.js';
import { type FreshSession, type Person, type Session, sessionKind } from './session.js';

/** Begins each session's token, which tells it from a token of `syncline token create`. */
const SESSIONS = opaqueTokens('synclines');
/** A working day; then the person signs in again, also at the sign-in provider, which may have shut the person out meanwhile. */
const LIFE_HOURS = 12;
/** A page that is left open asks from time to time; one that is shut does not. */
const IDLE_MINUTES = 60;
/** Use is noted at most this often, so that requests that only read do not each write a row. */
const NOTED_EVERY_MINUTES = 1;

const COLUMNS = 'id, tenant_id, kind, subject, name, role, site_id, sealed, ends_at';
const IDLE_END = `least(ends_at, syncline_now() + make_interval(mins => ${IDLE_MINUTES}))`;

/** Lets a person in, and takes out sessions that have ended. */
export async function beginSession(transaction: Transaction, person: Person): Promise<FreshSession> {
  await transaction.query('delete from sessions where idle_ends_at <= syncline_now()');
  const { id, text, hash } = SESSIONS.make();
  const { tenant, kind, subject, name, site, sealed } = person;
  const rows = await transaction.query(
    `insert into sessions (id, tenant_id, kind, subject, name, role, site_id, sealed, hash, idle_ends_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, syncline_now() + make_interval(mins => ${IDLE_MINUTES}),
             syncline_now() + make_interval(hours => ${LIFE_HOURS}))
     returning ${COLUMNS}`,
    [id, tenant, kind, subject, name, person.role, site, sealed, hash],
  );
  return { ...fromRow(rows[0] as Row), token: text };
}

/** The session whose token somebody shows, if it goes on; being asked for keeps it from ending by idleness. Null for every other text. */
export async function findSession(transaction: Transaction, text: string): Promise<Session | null> {
  const shown = SESSIONS.read(text);
  if (shown === null) return null;
  const rows = await transaction.query(
    `select ${COLUMNS}, hash, ${IDLE_END} - idle_ends_at >= make_interval(mins => ${NOTED_EVERY_MINUTES}) as is_used_again
       from sessions where id = $1 and idle_ends_at > syncline_now()`,
    [shown.id],
  );
  const row = rows[0];
  if (row === undefined || !isSameHash(String(row.hash), shown.hash)) return null;
  if (row.is_used_again) {
    await transaction.query(`update sessions set idle_ends_at = ${IDLE_END} where id = $1`, [shown.id]);
  }
  return fromRow(row);
}

/**
 * What a session keeps sealed, for whoever is about to replace it: until the transaction ends nobody else does. Null where the session has
 * ended or keeps nothing.
 */
export async function lockSealed(transaction: Transaction, id: string): Promise<string | null> {
  const rows = await transaction.query('select sealed from sessions where id = $1 for update', [id]);
  return rows[0]?.sealed == null ? null : String(rows[0].sealed);
}

/** Keeps something else sealed with a session. */
export async function replaceSealed(transaction: Transaction, id: string, sealed: string): Promise<void> {
  await transaction.query('update sessions set sealed = $2 where id = $1', [id, sealed]);
}

/** From now on its token lets nobody in. */
export async function endSession(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('delete from sessions where id = $1', [id]);
}

/** Ends every session of one person. */
export async function endSessionsOf(
  transaction: Transaction,
  { kind, subject }: Pick<Person, 'kind' | 'subject'>,
): Promise<void> {
  await transaction.query('delete from sessions where kind = $1 and subject = $2', [kind, subject]);
}

function fromRow(row: Row): Session {
  return {
    id: String(row.id),
    tenant: String(row.tenant_id),
    kind: sessionKind.parse(row.kind),
    subject: String(row.subject),
    name: String(row.name),
    role: role.parse(row.role),
    site: row.site_id === null ? null : String(row.site_id),
    sealed: row.sealed === null ? null : String(row.sealed),
    endsAt: row.ends_at as Date,
  };
}
