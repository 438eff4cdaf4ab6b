import type { HeldField } from '../conflicts/index.js';
import type { Item } from '../connectors/sdk/index.js';
import type { ChainedLine, HistoryLine } from '../history/index.js';
import type { Link, LinkedComment } from '../links/index.js';
import type { Base, CompiledRule, CreateValue, Side } from '../mappings/index.js';
import type { Claim } from '../storage/index.js';
import type { Change } from './change-ref.js';
import type { CarriedComment } from './plan-comments.js';
import type { NewWrite } from './write-repository.js';

/** A pair of items and all that shall happen to it, decided but not yet begun. */
export interface LinkWork {
  readonly kind: 'link';
  /** As it is stored now, or as it shall be stored first when `isNew`. */
  readonly link: Link;
  readonly isNew: boolean;
  readonly claim: Claim;
  /** Settled when the work is. */
  readonly changes: readonly Change[];
  readonly rule: CompiledRule;
  readonly items: Readonly<Record<Side, Item>>;
  /** Bases that hold whatever becomes of the writes: recovered after a crash, agreed now. */
  readonly bases: Readonly<Record<string, Base>>;
  readonly held: readonly Omit<HeldField, 'integrationId' | 'linkId'>[];
  /** Fields that wait for a person no longer. */
  readonly released: readonly string[];
  /** At most one update per side, then comments. */
  readonly writes: readonly NewWrite[];
  /** Earlier intents that this work replaces or has found done; what is found done counts when all that follows from it is stored. */
  readonly settled: readonly { readonly id: string; readonly state: 'done' | 'superseded' }[];
  /** It only stores what became of interrupted writes; both items are to be looked at again. */
  readonly isSettlement: boolean;
  /** Copies of comments that were found to exist. */
  readonly knownComments: readonly LinkedComment[];
  /** History of a new link, stored with it. */
  readonly opening: readonly ChainedLine[];
  /** History that is stored when the work is. */
  readonly lines: readonly HistoryLine[];
}

/** An item whose partner shall be created. */
export interface CreateWork {
  readonly kind: 'create';
  readonly linkId: string;
  readonly claim: Claim;
  readonly changes: readonly Change[];
  readonly rule: CompiledRule;
  readonly sourceSide: Side;
  readonly source: Item;
  readonly mark: string;
  /** The partner's values by field id. */
  readonly values: Readonly<Record<string, CreateValue>>;
  /** Those of the source's comments that follow once the partner is there. */
  readonly comments: readonly CarriedComment[];
  readonly write: NewWrite;
}
