import type { SiteIdentity } from '../sdk/index.js';
import { isOneOf } from './encoded-query.js';
import type { Instance } from './instance.js';
import { type Row, textAt } from './record.js';

const PROPERTIES = ['instance_id', 'instance_name', 'glide.installation.name'];

/**
 * Which instance answers, and as whom we speak to it. The account is told by its user name, which is what records carry.
 * @throws ReconnectNeededError when signing in fails.
 */
export async function identify(instance: Instance, signal: AbortSignal): Promise<SiteIdentity> {
  const { api, account } = instance;
  const userName = await account.userName(signal);
  const own = await api.listIfReadable(
    {
      table: 'sys_user',
      query: isOneOf('user_name', [userName]),
      fields: ['sys_id', 'user_name', 'name'],
      values: 'stored',
    },
    signal,
  );
  const properties = await api.listIfReadable(
    {
      table: 'sys_properties',
      query: isOneOf('name', PROPERTIES),
      fields: ['sys_id', 'name', 'value'],
      values: 'stored',
    },
    signal,
  );
  const record = own?.rows.find((user) => textAt(user, 'user_name').toLowerCase() === userName.toLowerCase());
  return {
    siteId: property(properties?.rows, 'instance_id'),
    siteName:
      property(properties?.rows, 'glide.installation.name') ??
      property(properties?.rows, 'instance_name') ??
      new URL(instance.url).host,
    accountId: userName,
    accountName: (record === undefined ? '' : textAt(record, 'name')) || userName,
    // Literals in queries and bodies are UTC whatever zone the account has.
    timeZone: 'UTC',
    toolTime: own?.toolTime ?? properties?.toolTime ?? null,
  };
}

function property(rows: readonly Row[] | undefined, name: string): string | null {
  const found = rows?.find((row) => textAt(row, 'name') === name);
  return found === undefined ? null : textAt(found, 'value') || null;
}
