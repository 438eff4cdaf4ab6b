import type { ItemRef } from '../connectors/sdk/index.js';
import type { Transaction } from '../storage/index.js';

/** The two items of a held field, as people call them. */
export interface HeldPair {
  readonly integrationId: string;
  readonly integration: string;
  readonly left: Pick<ItemRef, 'id' | 'key'>;
  readonly right: Pick<ItemRef, 'id' | 'key'>;
}

/** The pairs behind these links. */
export async function findHeldPairs(
  transaction: Transaction,
  linkIds: readonly string[],
): Promise<ReadonlyMap<string, HeldPair>> {
  const rows = await transaction.query(
    `select l.id, l.integration_id, i.name, l.left_id, l.left_key, l.right_id, l.right_key
       from links l join integrations i on i.id = l.integration_id where l.id = any($1::uuid[])`,
    [[...new Set(linkIds)]],
  );
  return new Map(
    rows.map((row) => [
      String(row.id),
      {
        integrationId: String(row.integration_id),
        integration: String(row.name),
        left: { id: String(row.left_id), key: String(row.left_key) },
        right: { id: String(row.right_id), key: String(row.right_key) },
      },
    ]),
  );
}
