import { type Check, type ConnectionNeeds, looked } from '../../sdk/index.js';
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
  const tables = await Promise.all(
    needs.containers.map((container) =>
      looked({ id: `read ${container.container}`, name: `may read ${container.container}` }, () =>
        examineTable(api, container, signal),
      ),
    ),
  );
  const platform = await Promise.all(
    platformTables(needs).map((table) =>
      looked({ id: `read ${table.table}`, name: `may read ${table.table}` }, async () => [
        await examinePlatformTable(api, table, signal),
      ]),
    ),
  );
  return [...tables.flat(), ...platform.flat()];
}
