import { storeChanges } from '../../changes/index.js';
import type { Side } from '../../mappings/index.js';
import type { Transaction } from '../../storage/index.js';

/** An item that somebody wants to be dealt with now. */
export interface WantedItem {
  readonly integrationId: string;
  readonly side: Side;
  readonly item: { readonly id: string; readonly key: string };
  /** Whether it is taken without asking the filter: a person has named it. */
  readonly isNamed: boolean;
}

/** Makes an item a change, whatever was seen of it, and its integration due at once where a server runs. */
export async function lookAtItem(
  transaction: Transaction,
  { integrationId, side, item, isNamed }: WantedItem,
): Promise<void> {
  await transaction.query('update ledger set hash = null where integration_id = $1 and side = $2 and item_id = $3', [
    integrationId,
    side,
    item.id,
  ]);
  await storeChanges(transaction, {
    integrationId,
    lane: 'incremental',
    side,
    kind: 'seen',
    filtered: isNamed,
    // No version is known: whatever is there is to be looked at.
    refs: [{ ...item, version: { token: '', at: new Date(0).toISOString() } }],
  });
  await transaction.query('update integrations set next_run_at = least(next_run_at, syncline_now()) where id = $1', [
    integrationId,
  ]);
}
