import type { Transaction } from '../../storage/index.js';

/** Hosts that flows may call, in the order of the file. */
export async function listOutgoingHosts(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction.query(
    'select host from outgoing_hosts where tenant_id = syncline_tenant() order by position',
  );
  return rows.map((row) => String(row.host));
}

/** Makes them the only ones. */
export async function replaceOutgoingHosts(transaction: Transaction, hosts: readonly string[]): Promise<void> {
  await transaction.query('delete from outgoing_hosts where tenant_id = syncline_tenant()');
  await transaction.query(
    'insert into outgoing_hosts (position, host) select position, host from unnest($1::text[]) with ordinality as d (host, position)',
    [[...new Set(hosts)]],
  );
}
