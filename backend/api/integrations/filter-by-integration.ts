import { requireSync } from '../../integrations/index.js';
import type { Transaction } from '../../storage/index.js';

/** The id that a list is narrowed to; undefined: all. @throws UnknownNameError naming near ones. */
export async function filterByIntegration(
  transaction: Transaction,
  name: string | undefined,
): Promise<string | undefined> {
  return name === undefined ? undefined : (await requireSync(transaction, name)).id;
}
