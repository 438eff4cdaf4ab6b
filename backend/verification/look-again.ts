import { storeChanges } from '../changes/index.js';
import { SIDES, type Side } from '../mappings/index.js';
import type { Transaction } from '../storage/index.js';
import type { FindingKind, Found } from './finding.js';

/** No version is known: whatever is there is looked at. */
const UNSEEN = { token: '', at: new Date(0).toISOString() };

/** What looking again may mend. What is held waits for a person, and what is gone is read twice before it counts (I5). */
export const MENDABLE: readonly FindingKind[] = ['differs', 'missing', 'comment-missing'];

/** An item to be looked at again. */
export interface LookedAt {
  readonly side: Side;
  readonly id: string;
  readonly key: string;
}

export function isMendable({ finding: { kind } }: Found): boolean {
  return MENDABLE.includes(kind);
}

/** The item by which what was found is looked at again. */
export function itemOf({ on }: Found): LookedAt {
  const { side, ref } = 'link' in on ? { side: 'left' as const, ref: on.link.left } : on;
  return { side, id: ref.id, key: ref.key };
}

/**
 * Makes changes of these items, whatever was seen of them: the next run deals with them by the mapping's rules, as with any edit.
 * Nothing that was agreed is forgotten, so that no edit that comes meanwhile is overwritten.
 */
export async function lookAgain(
  transaction: Transaction,
  integrationId: string,
  items: readonly LookedAt[],
): Promise<void> {
  for (const side of SIDES) {
    const refs = items.filter((item) => item.side === side).map(({ id, key }) => ({ id, key, version: UNSEEN }));
    await storeChanges(transaction, { integrationId, lane: 'incremental', side, kind: 'seen', filtered: true, refs });
  }
}
