import { connectionSettings } from '../../connections/index.js';
import type { SecretBox } from '../../secrets/index.js';
import { ConfigurationError, ReconnectNeededError } from '../../shared/index.js';
import type { Transaction } from '../../storage/index.js';
import { resealCredentials } from './sealed-credentials.js';
import { listConnectionRows } from './stored-connection-repository.js';

/** What became of the secrets of all connections. */
export interface ResealedConnections {
  /** Secrets that are sealed with the present key now and were not before. */
  readonly resealed: number;
  /** Connections whose secrets no key opens: they stay as they are. */
  readonly unopened: readonly { readonly connection: string; readonly message: string }[];
}

/** Seals the secrets of all connections, of archived ones too, with the present key of the box. */
export async function resealConnections(transaction: Transaction, box: SecretBox): Promise<ResealedConnections> {
  const unopened: { connection: string; message: string }[] = [];
  let resealed = 0;
  for (const row of await listConnectionRows(transaction)) {
    const context = { tenant: row.tenantId, connection: row.name, url: connectionSettings.parse(row.settings).url };
    try {
      const fresh = resealCredentials(box, context, row.credentials);
      if (fresh.resealed > 0) await row.update({ credentials: fresh.credentials }, { transaction: transaction.handle });
      resealed += fresh.resealed;
    } catch (error) {
      if (!(error instanceof ConfigurationError || error instanceof ReconnectNeededError)) throw error;
      unopened.push({ connection: row.name, message: error.message });
    }
  }
  return { resealed, unopened };
}
