import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '../../backend/storage/index.js';

/** Long enough to sign in to Jira first, with a second factor. */
const LIFE_MINUTES = 10;
/** Begins each state, so that what comes back to `/oauth/callback` is told from what other providers send there. */
const PREFIX = 'jira.';

/** Whether a state is one of these, good or not. */
export function isDataCenterState(state: string): boolean {
  return state.startsWith(PREFIX);
}

/** Notes that a page has sent a person to Jira. @returns the state to send along, of which only a hash is kept. */
export async function beginSignIn(
  transaction: Transaction,
  { siteId, challenge }: { readonly siteId: string; readonly challenge: string },
): Promise<string> {
  const state = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  await transaction.query('delete from data_center_sign_ins where ends_at <= syncline_now()');
  await transaction.query(
    `insert into data_center_sign_ins (state_hash, site_id, challenge, ends_at)
     values ($1, $2, $3, syncline_now() + make_interval(mins => ${LIFE_MINUTES}))`,
    [hashOf(state), siteId, challenge],
  );
  return state;
}

/**
 * Takes what was begun with a state, which is good for one try, also for a wrong one.
 * @returns the site's id and the challenge of the page that began it; null when there is nothing.
 */
export async function takeSignIn(
  transaction: Transaction,
  state: string,
): Promise<{ readonly siteId: string; readonly challenge: string } | null> {
  const rows = await transaction.query(
    'delete from data_center_sign_ins where state_hash = $1 returning site_id, challenge, ends_at > syncline_now() as is_good',
    [hashOf(state)],
  );
  const row = rows[0];
  return row?.is_good === true ? { siteId: String(row.site_id), challenge: String(row.challenge) } : null;
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
