import { createHash } from 'node:crypto';
import type { SecretBox } from '../secrets/index.js';
import type { JsonValue } from '../shared/index.js';
import { findSite, installSite, type Site } from '../sites/index.js';
import type { Transaction } from '../storage/index.js';
import type { ConnectClient, InstallBody } from './connect-client.js';

/** Keeps an install, the first or a later one: its secret takes the place of the earlier one. */
export async function saveInstall(
  transaction: Transaction,
  { clientKey, sharedSecret, baseUrl, displayUrl, ...details }: InstallBody,
  { secretBox, mode }: { readonly secretBox: SecretBox; readonly mode: 'onpremise' | 'saas' },
): Promise<Site> {
  const address = baseUrl.replace(/\/$/, '');
  const shown = (displayUrl ?? baseUrl).replace(/\/$/, '');
  const site = await installSite(
    transaction,
    { host: 'connect', key: clientKey, baseUrl: address, displayUrl: shown },
    mode,
  );
  await transaction.models.ConnectClient.upsert(
    {
      siteId: site.id,
      clientKey,
      sharedSecret: secretBox.seal({ site: clientKey, url: address }, sharedSecret),
      details: details as JsonValue,
    },
    { transaction: transaction.handle },
  );
  return site;
}

/** The site that calls itself so, with its secret; null for one that never installed the app. */
export async function findClient(
  transaction: Transaction,
  clientKey: string,
  secretBox: SecretBox,
): Promise<ConnectClient | null> {
  const site = await findSite(transaction, 'connect', clientKey);
  const row =
    site === null
      ? null
      : await transaction.models.ConnectClient.findByPk(site.id, { transaction: transaction.handle });
  if (site === null || row === null) return null;
  return {
    site,
    clientKey,
    sharedSecret: secretBox.open({ site: clientKey, url: site.baseUrl }, row.sharedSecret),
  };
}

/**
 * Takes a token that is good for one request alone. @param endsAt until when it would be good by itself.
 * @returns false when it was taken before.
 */
export async function takeOnce(transaction: Transaction, token: string, endsAt: Date): Promise<boolean> {
  await transaction.query('delete from used_tokens where ends_at < syncline_now()');
  const rows = await transaction.query(
    'insert into used_tokens (hash, ends_at) values ($1, $2) on conflict (hash) do nothing returning hash',
    [hashOf(token), endsAt],
  );
  return rows.length > 0;
}

/** Lets a token be taken again: nothing has come of it. */
export async function giveBackToken(transaction: Transaction, token: string): Promise<void> {
  await transaction.query('delete from used_tokens where hash = $1', [hashOf(token)]);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
