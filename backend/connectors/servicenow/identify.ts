import { allEnded } from '../../shared/index.js';
import type { SiteIdentity } from '../sdk/index.js';
import { encodedQuery, isOneOf } from './encoded-query.js';
import type { Instance } from './instance.js';
import { type Row, textAt } from './record.js';

const NAMED = {
  conditions: [isOneOf('name', ['instance_id', 'instance_name', 'glide.installation.name'])],
  fields: ['sys_id', 'name', 'value'],
};

/**
 * Which instance answers, and as whom we speak to it. The account is told by its user name, which is what records carry.
 * @throws ReconnectNeededError when signing in fails, or the account may not read `sys_user`.
 */
export async function identify(instance: Instance, signal: AbortSignal): Promise<SiteIdentity> {
  const { api, account } = instance;
  const userName = await account.userName(signal);
  const condition = isOneOf('user_name', [userName]);
  const asked = {
    table: 'sys_user',
    query: encodedQuery({ filter: null, conditions: [condition], orderBy: ['sys_id'] }),
    fields: ['sys_id', 'user_name', 'name'],
    values: 'stored',
  } as const;
  const [own, found] = await allEnded([
    api.list(asked, signal),
    api.listAllIfReadable({ table: 'sys_properties', ...NAMED, values: 'stored' }, signal),
  ]);
  const person = own.rows.find((row) => textAt(row, 'user_name').toLowerCase() === userName.toLowerCase());
  const properties = found ?? [];
  return {
    siteId: property(properties, 'instance_id'),
    siteName:
      property(properties, 'glide.installation.name') ??
      property(properties, 'instance_name') ??
      new URL(instance.url).host,
    accountId: userName,
    accountName: (person === undefined ? '' : textAt(person, 'name')) || userName,
    // Literals in queries and bodies are UTC, whatever zone the account has.
    timeZone: 'UTC',
    toolTime: own.toolTime,
  };
}

function property(rows: readonly Row[], name: string): string | null {
  const found = rows.find((row) => textAt(row, 'name') === name);
  return found === undefined ? null : textAt(found, 'value') || null;
}
