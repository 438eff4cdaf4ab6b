import type { PlannedHold, PlannedWrite } from '../../plans/index.js';

/** What a draft would change in items that are linked already, without changing anything. */
export interface RemapPlan {
  readonly links: {
    /** All living links of the integration. */
    readonly total: number;
    /** Those whose entry maps some field otherwise than before. */
    readonly affected: number;
    /** Of the affected ones, how many were read from both tools for this. */
    readonly lookedAt: number;
    /** Whether those stand for others that were not looked at: links have random ids, and the first ones in their order were taken. */
    readonly isSample: boolean;
  };
  /** By entry of the draft; counted from definitions, so exact whatever was looked at. */
  readonly entries: readonly RemappedEntry[];
  /** Of the links that were looked at. */
  readonly counts: {
    readonly writes: { readonly left: number; readonly right: number };
    readonly comments: number;
    /** Fields that would wait for a person. */
    readonly held: number;
    /** Links in which both sides agree already. */
    readonly unchanged: number;
    /** Links of which nothing can be said now. */
    readonly unknown: number;
  };
  /** Links with something to write or to hold, as they were met; the first ones. */
  readonly items: readonly RemappedItem[];
  /** How many more such links were met. */
  readonly itemsLeft: number;
  /** Connections through which nothing is written: what would go there is not planned. */
  readonly readOnly: readonly string[];
}

/** One entry of `items` of the draft, and what it maps otherwise. */
export interface RemappedEntry {
  /** Its place in the draft. */
  readonly entry: number;
  readonly left: string | null;
  readonly right: string | null;
  readonly links: number;
  readonly fields: readonly { readonly field: string; readonly change: 'added' | 'changed' | 'removed' }[];
  readonly carriesOtherComments: boolean;
}

/** One pair with what would be written to either side, before and after. */
export interface RemappedItem {
  readonly leftKey: string;
  readonly rightKey: string;
  readonly writes: readonly Pick<PlannedWrite, 'kind' | 'side' | 'fields'>[];
  readonly held: readonly Pick<PlannedHold, 'field' | 'reason' | 'message'>[];
}
