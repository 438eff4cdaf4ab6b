import { findHeldPairs, type HeldPair } from '../links/index.js';
import type { Transaction } from '../storage/index.js';
import type { Conflict } from './conflict.js';

/** A conflict with its items. */
export interface HeldEntry {
  readonly conflict: Conflict;
  readonly pair: HeldPair;
}

/** The conflicts with their items, in the same order. */
export async function withPairs(
  transaction: Transaction,
  conflicts: readonly Conflict[],
): Promise<readonly HeldEntry[]> {
  const pairs = await findHeldPairs(
    transaction,
    conflicts.map(({ linkId }) => linkId),
  );
  return conflicts.flatMap((conflict): HeldEntry[] => {
    const pair = pairs.get(conflict.linkId);
    return pair === undefined ? [] : [{ conflict, pair }];
  });
}

/** A conflict as programs see it, on the command line and over HTTP. */
export function shownConflict({ conflict, pair }: HeldEntry) {
  const { id, linkId, field, reason, message, base, left, right, version, state, answer, openedAt } = conflict;
  return {
    id,
    integration: pair.integration,
    link: linkId,
    left: { key: pair.left.key, value: left },
    right: { key: pair.right.key, value: right },
    field,
    reason,
    message,
    base: base === null ? null : { left: base.left, right: base.right },
    version,
    state,
    answer,
    openedAt,
  };
}
