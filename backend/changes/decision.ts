import type { Item } from '../connectors/sdk/index.js';
import type { Side } from '../mappings/index.js';
import type { Claim } from '../storage/index.js';
import type { CreateWork, Write } from '../writes/index.js';
import type { Change } from './change.js';
import type { LinkedChanges } from './take-batch.js';

/** Nothing follows from a change: mapped values did not move, or the item is none of this integration's business. */
export interface Skip {
  readonly kind: 'skip';
  readonly claim: Claim;
  readonly changes: readonly Change[];
  readonly seen: readonly { readonly side: Side; readonly item: Item; readonly hash: string | null }[];
}

/** A change that cannot be dealt with now. `problem` counts as an attempt; null is mere waiting. */
export interface Postponed {
  readonly kind: 'postponed';
  readonly claim: Claim;
  readonly changes: CreateWork['changes'];
  /** Null: by the number of attempts. */
  readonly delayMs: number | null;
  readonly problem: string | null;
  /** Writes that were looked for in vain. */
  readonly lookedFor: readonly { readonly id: string; readonly side: Side }[];
}

/** A linked item that cannot be read: suspected to be gone (I5). */
export interface Vanished {
  readonly kind: 'vanished';
  readonly side: Side;
  readonly linked: LinkedChanges;
  readonly missing: { readonly deleted: boolean; readonly replacedBy: string | null } | null;
}

/** Another item that carries the mark of one that is linked: a create that was made twice. To be removed, named in history. */
export interface Doubled {
  readonly kind: 'doubled';
  readonly claim: Claim;
  readonly changes: readonly Change[];
  readonly side: Side;
  readonly item: Item;
  /** The link whose partner it doubles. */
  readonly linkId: string;
}

/** A create that was interrupted, and whose source is gone. */
export interface Orphaned {
  readonly kind: 'orphaned';
  readonly claim: Claim;
  /** The change of the source. */
  readonly changes: readonly [Change];
  readonly write: Write;
  /** What it made; null when it has made nothing. */
  readonly partner: Item | null;
}
