import type { Transaction } from '../../backend/storage/index.js';

/** An installation of the Forge app in a site. */
export interface ForgeInstallation {
  /** Another one each time that the app is installed. */
  readonly installationId: string;
  readonly environment: string;
  readonly appVersion: string;
}

/** The same, with what has become of it. */
export interface KnownInstallation extends ForgeInstallation {
  readonly uninstalledAt: Date | null;
}

/** The last installation that was heard of in a site, or null. */
export async function findInstallation(transaction: Transaction, siteId: string): Promise<KnownInstallation | null> {
  const rows = await transaction.query(
    'select installation_id, environment, app_version, uninstalled_at from forge_installations where site_id = $1',
    [siteId],
  );
  const row = rows[0];
  return row === undefined
    ? null
    : {
        installationId: String(row.installation_id),
        environment: String(row.environment),
        appVersion: String(row.app_version),
        uninstalledAt: row.uninstalled_at as Date | null,
      };
}

/** Keeps what is installed in a site now. */
export async function putInstallation(
  transaction: Transaction,
  siteId: string,
  { installationId, environment, appVersion }: ForgeInstallation,
): Promise<void> {
  await transaction.query(
    `insert into forge_installations (site_id, installation_id, environment, app_version) values ($1, $2, $3, $4)
     on conflict (site_id) do update
        set installation_id = excluded.installation_id, environment = excluded.environment,
            app_version = excluded.app_version, uninstalled_at = null`,
    [siteId, installationId, environment, appVersion],
  );
}

/** The hourly trigger has called: the app is there, and Jira reaches this server. */
export async function noteAlive(transaction: Transaction, siteId: string): Promise<void> {
  await transaction.query('update forge_installations set alive_at = syncline_now() where site_id = $1', [siteId]);
}

/** Jira has said that the app goes. */
export async function noteUninstalled(transaction: Transaction, siteId: string): Promise<void> {
  await transaction.query('update forge_installations set uninstalled_at = syncline_now() where site_id = $1', [
    siteId,
  ]);
}
