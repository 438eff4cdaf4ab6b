import type { Check, ConnectionNeeds } from '../../sdk/index.js';
import type { Instance } from '../instance.js';
import { examinePlatformTable } from './examine-platform-table.js';
import { examineTable } from './examine-table.js';
import { platformTables } from './platform-tables.js';

/** Each right that these needs take, table by table, without changing anything. */
export async function examineServiceNow(
  { api }: Pick<Instance, 'api'>,
  needs: ConnectionNeeds,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const tables = await Promise.all(needs.containers.map((container) => examineTable(api, container, signal)));
  const platform = await Promise.all(platformTables(needs).map((table) => examinePlatformTable(api, table, signal)));
  return [...tables.flat(), ...platform];
}
