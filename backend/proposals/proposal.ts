import type { ContainerSchema, StatusWay } from '../connectors/sdk/index.js';
import type { JsonValue } from '../shared/index.js';

/** One side of a sync to be set up, with what its tool tells. */
export interface ProposalSide {
  readonly connection: string;
  /** By which key a side names its container: `project`, `table`. */
  readonly containerKey: string;
  /** The tool as people call it. */
  readonly title: string;
  readonly filter: string | null;
  readonly schema: ContainerSchema;
  readonly ways: readonly StatusWay[];
  /** Ids of the item types that items have which the filter is for, the most frequent first; empty: nothing is known of it. */
  readonly usedTypes: readonly string[];
  /** Who is named where a person must be: our own account as the tool calls it. */
  readonly account: string | null;
}

/** How sure it is: same thing by what tools call it, alike in name or type, or merely the nearest. */
export type Confidence = 'sure' | 'likely' | 'guess';

/** A row of `fields` in the words of the file. */
export type WrittenRow = { readonly [key: string]: JsonValue };

/** An entry of `items` in the words of the file. */
export type WrittenItem = {
  readonly left: string;
  readonly right: string;
  readonly onCreate?: { readonly [side: string]: { readonly [field: string]: JsonValue } };
  readonly fields: readonly WrittenRow[];
  readonly comments?: { readonly [kind: string]: string };
};

/** An integration in the words of `syncline.yaml`: what `apply` takes. */
export type WrittenSync = {
  readonly kind: 'sync';
  readonly start: 'manual';
  readonly left: { readonly [key: string]: string };
  readonly right: { readonly [key: string]: string };
  readonly match?: { readonly left: string; readonly right: string };
  readonly items: readonly WrittenItem[];
};

/** A field as a line names it. */
export interface NamedField {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** A row of `fields` that is proposed. */
export interface ProposedField {
  /** Where it stands: index of the entry of `items` and of its row. */
  readonly item: number;
  readonly row: number;
  /** Null: the value is computed from the item. */
  readonly left: NamedField | null;
  readonly right: NamedField | null;
  readonly confidence: Confidence;
  readonly reason: string;
}

/** A value that a tool demands beside what is carried: at creation, or when a status is entered. */
export interface RequiredValue {
  readonly item: number;
  readonly side: 'left' | 'right';
  /** As the file writes it; null: at creation. */
  readonly status: string | null;
  /** What people call the status. */
  readonly statusName: string | null;
  readonly field: NamedField;
  /** What the proposal gives; null: nothing could be guessed, a person says it. */
  readonly value: JsonValue;
  /** What may be given, where that is a list. */
  readonly choices: readonly { readonly value: string; readonly label: string }[] | null;
}

/** A pair of item types that is proposed. */
export interface ProposedItem {
  readonly left: string;
  readonly right: string;
  readonly confidence: Confidence;
  readonly reason: string;
  /** What becomes of comments, in words. */
  readonly comments: string;
}

/** What was not proposed. */
export interface LeftOver {
  readonly side: 'left' | 'right';
  /** Index of the entry of `items` that it is about; null: an item type. */
  readonly item: number | null;
  readonly name: string;
  readonly reason: string;
}

/** A proposed mapping: the entry itself, and why each part of it is as it is. */
export interface ProposedMapping {
  readonly entry: WrittenSync;
  readonly items: readonly ProposedItem[];
  readonly fields: readonly ProposedField[];
  readonly required: readonly RequiredValue[];
  readonly leftOver: readonly LeftOver[];
  /** Why that `match`, or why none. */
  readonly match: string;
}
