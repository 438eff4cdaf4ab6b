import { type Check, type ConnectionNeeds, looked } from '../../sdk/index.js';
import { examinePlatformTable } from './examine-platform-table.js';
import { examineTable } from './examine-table.js';
import { platformTables } from './platform-tables.js';
import type { ServiceNowParts } from './service-now-parts.js';

/** Each right that these needs take, table by table, without changing anything. */
export async function examineServiceNow(
  parts: ServiceNowParts,
  needs: ConnectionNeeds,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const tables = await Promise.all(
    needs.containers.map((container) =>
      looked({ id: `read ${container.container}`, name: `may read ${container.container}` }, () =>
        examineTable(parts, container, signal),
      ),
    ),
  );
  const platform = await Promise.all(
    platformTables(needs).map((table) =>
      looked({ id: `read ${table.table}`, name: `may read ${table.table}` }, async () => [
        await examinePlatformTable(parts, table, signal),
      ]),
    ),
  );
  return [...tables.flat(), ...platform.flat()];
}
