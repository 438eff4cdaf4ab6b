import type { ItemRef } from '../connectors/sdk/index.js';
import type { LinkStatus } from '../links/index.js';
import type { Side } from '../mappings/index.js';

/** The two items that a finding is about; the one that is not there is null. */
export interface FoundPair {
  readonly left: string | null;
  readonly right: string | null;
}

/** Something that is not as the mapping says. */
export type Finding = FoundPair &
  (
    | { readonly kind: 'differs'; readonly field: string; readonly message: string }
    /** It differs, and a person knows: it waits in the inbox. */
    | { readonly kind: 'held'; readonly field: string; readonly message: string }
    /** Changed a moment ago, or waiting for its turn: the next run looks at it. */
    | { readonly kind: 'waiting'; readonly field: string; readonly message: string }
    /** A linked item that cannot be read: deleted, moved out of sight, or hidden from this account. */
    | { readonly kind: 'gone'; readonly side: Side; readonly message: string }
    /** An item that has no partner and should have one. */
    | { readonly kind: 'missing'; readonly side: Side; readonly message: string }
    | { readonly kind: 'comment-missing'; readonly side: Side; readonly message: string }
  );

/** A finding with what it was found on. */
export interface Found {
  readonly finding: Finding;
  readonly on: { readonly link: LinkStatus } | { readonly side: Side; readonly ref: ItemRef };
}

export type FindingKind = Finding['kind'];

export const findingKinds = [
  'differs',
  'held',
  'waiting',
  'gone',
  'missing',
  'comment-missing',
] as const satisfies readonly FindingKind[];

/** How many of what. */
export interface VerificationCounts {
  /** Links that were looked at. */
  links: number;
  /** Of them, with every field equal. */
  equal: number;
  /** Items without a partner that need none: unlinked by hand, of a type that is not mapped, or not created by the rules. */
  unlinked: number;
  differs: number;
  held: number;
  waiting: number;
  gone: number;
  missing: number;
  'comment-missing': number;
}

export function noCounts(): VerificationCounts {
  return {
    links: 0,
    equal: 0,
    unlinked: 0,
    differs: 0,
    held: 0,
    waiting: 0,
    gone: 0,
    missing: 0,
    'comment-missing': 0,
  };
}

/** How many differences there are. What a next run will look at anyway is none yet. @param isStrict fields that wait for a person are some. */
export function differenceCount(counts: VerificationCounts, isStrict = false): number {
  return counts.differs + counts.gone + counts.missing + counts['comment-missing'] + (isStrict ? counts.held : 0);
}
