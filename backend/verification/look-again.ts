import { storeChanges } from '../changes/index.js';
import { SIDES } from '../mappings/index.js';
import type { Database } from '../storage/index.js';
import type { Found } from './finding.js';

/** No version is known: whatever is there is looked at. */
const UNSEEN = { token: '', at: new Date(0).toISOString() };

/** Whether looking again may mend it. What is held waits for a person, and what is gone is read twice before it counts (I5). */
export function isMendable({ finding: { kind } }: Found): boolean {
  return kind === 'differs' || kind === 'missing' || kind === 'comment-missing';
}

/**
 * Makes changes of the items that these findings are about, whatever was seen of them: the next run deals with them by the mapping's
 * rules, as with any edit. Nothing that was agreed is forgotten, so that no edit that comes meanwhile is overwritten.
 */
export async function lookAgain(
  { database, integrationId }: { readonly database: Database; readonly integrationId: string },
  found: readonly Found[],
): Promise<void> {
  const items = found.map(({ on }) => ('link' in on ? { side: 'left', ref: on.link.left } : on));
  await database.transaction('look again', async (transaction) => {
    for (const side of SIDES) {
      const refs = items
        .filter((item) => item.side === side)
        .map(({ ref: { id, key } }) => ({ id, key, version: UNSEEN }));
      await storeChanges(transaction, { integrationId, lane: 'incremental', side, kind: 'seen', filtered: true, refs });
    }
  });
}
