import { createHash } from 'node:crypto';
import type { Random } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';

/** What a person does to let a copied installation run. */
const COPY_REASON = 'this database is a copy of another installation; run it here with: syncline resume --all';

/**
 * Notices a copied installation (I18): two that write to the same tools would undo each other's work. The first one that works
 * on a database leaves its fingerprint there; where it differs, every integration is paused until a person resumes them all.
 * @param place from `AttachedDatabase`. @returns why everything is paused, or null.
 */
export async function checkInstallation(
  transaction: Transaction,
  place: string,
  random: Random,
): Promise<string | null> {
  const fingerprint = await fingerprintOf(transaction, place);
  await transaction.query(
    'insert into installation (id, fingerprint) values ($1, $2) on conflict (singleton) do nothing',
    [random.uuid(), fingerprint],
  );
  const rows = await transaction.query('select fingerprint, paused_reason from installation for update');
  const pausedReason = rows[0]?.paused_reason ?? null;
  if (pausedReason !== null) return String(pausedReason);
  if (rows[0]?.fingerprint === fingerprint) return null;
  await transaction.query('update installation set paused_reason = $1', [COPY_REASON]);
  await transaction.query(
    `update integrations set state = 'paused', paused_reason = $1, updated_at = syncline_now() where state = 'active'`,
    [COPY_REASON],
  );
  return COPY_REASON;
}

/** Why everything is paused, or null. */
export async function findInstallationPause(transaction: Transaction): Promise<string | null> {
  const rows = await transaction.query('select paused_reason from installation');
  return rows[0]?.paused_reason == null ? null : String(rows[0].paused_reason);
}

/** From now on the installation is at home here. */
export async function adoptInstallation(transaction: Transaction, place: string): Promise<void> {
  await transaction.query('update installation set fingerprint = $1, paused_reason = null', [
    await fingerprintOf(transaction, place),
  ]);
}

/** A copy differs in its place, its name, or, when it was made by dump and restore, in the server's own identifier. */
async function fingerprintOf(transaction: Transaction, place: string): Promise<string> {
  const rows = await transaction.query(
    `select current_database() as name, has_function_privilege('pg_control_system()', 'execute') as may_ask`,
  );
  const system =
    rows[0]?.may_ask === true
      ? await transaction.query('select system_identifier::text as identifier from pg_control_system()')
      : [];
  return createHash('sha256')
    .update(JSON.stringify([place, rows[0]?.name, system[0]?.identifier ?? null]))
    .digest('base64url');
}
