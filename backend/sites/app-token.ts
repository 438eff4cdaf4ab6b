import type { SecretBox } from '../secrets/index.js';
import { ReconnectNeededError } from '../shared/index.js';
import type { Transaction } from '../storage/index.js';
import type { Site } from './site.js';

/** A token with which the server calls a Jira as the app, for as long as it lives; only Forge hands such out. */
export interface AppToken {
  readonly token: string;
  readonly endsAt: Date;
}

/** A token with less life left is not begun with: calls take a while. */
const LEAST_LIFE_SECONDS = 60;

/** Keeps a token that a host has handed out, unless there is one that lives longer. */
export async function keepAppToken(
  transaction: Transaction,
  { id, key, baseUrl }: Site,
  { token, endsAt }: AppToken,
  secretBox: SecretBox,
): Promise<void> {
  const known = await transaction.query('select 1 from site_app_tokens where site_id = $1 and ends_at >= $2', [
    id,
    endsAt,
  ]);
  if (known.length > 0) return;
  await transaction.query(
    `insert into site_app_tokens (site_id, token, ends_at) values ($1, $2, $3)
     on conflict (site_id) do update set token = excluded.token, ends_at = excluded.ends_at`,
    [id, secretBox.seal({ site: key, url: baseUrl }, token), endsAt],
  );
}

/**
 * The token for calls to a site as the app, or null when there is none that still lives: the host sends another within the hour.
 * @throws ConfigurationError when it was sealed with a key that this installation does not have.
 */
export async function findAppToken(
  transaction: Transaction,
  { id, key, baseUrl }: Site,
  secretBox: SecretBox,
): Promise<AppToken | null> {
  const rows = await transaction.query(
    `select token, ends_at from site_app_tokens
      where site_id = $1 and ends_at > syncline_now() + make_interval(secs => $2)`,
    [id, LEAST_LIFE_SECONDS],
  );
  const row = rows[0];
  if (row === undefined) return null;
  try {
    return { token: secretBox.open({ site: key, url: baseUrl }, String(row.token)), endsAt: row.ends_at as Date };
  } catch (error) {
    // Sealed for an address that the site no longer has.
    if (error instanceof ReconnectNeededError) return null;
    throw error;
  }
}

/** Forgets it: the app is gone from there. */
export async function forgetAppToken(transaction: Transaction, siteId: string): Promise<void> {
  await transaction.query('delete from site_app_tokens where site_id = $1', [siteId]);
}
