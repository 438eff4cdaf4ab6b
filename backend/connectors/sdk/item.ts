import type { AdfDocument, FieldValues, UserValue } from './values.js';

/**
 * A state of an item. Equal tokens mean the same state: what was read with a token is not read again for it (I3). `at` is when it came
 * to be, in the tool's clock, ISO 8601 UTC; it orders polls, it does not tell states apart. Where a tool's versions are whole seconds,
 * `Sightings` keeps an item's token from standing for a second that is not over yet.
 */
export interface Version {
  readonly token: string;
  readonly at: string;
}

/** What a page says of an item: enough to know whether it was seen already. */
export interface ItemRef {
  /** Never changes, also when the item is renamed or moved. */
  readonly id: string;
  /** What people call it (`BENCH-12`, `INC0010007`); may change. */
  readonly key: string;
  readonly version: Version;
  /** The mark found on it, ours or another installation's; null when none, undefined when this page cannot tell. */
  readonly mark?: string | null;
}

/** The words of a comment, in the form the tool keeps them. */
export type CommentBody =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'richText'; readonly value: AdfDocument };

/** A comment or journal entry. */
export interface Comment {
  readonly id: string;
  readonly body: CommentBody;
  /** One of the tool's comment channels (Jira: `public`, `internal`; ServiceNow: `comments`, `work_notes`). */
  readonly channel: string;
  readonly author: UserValue;
  /** Written by the account of this connection. */
  readonly byUs: boolean;
  /** The mark it carries, found in the properties or in the author line; null when none. */
  readonly mark: string | null;
  /** ISO 8601 UTC, tool's clock. */
  readonly createdAt: string;
}

/** A tool's record in our typed form. */
export interface Item extends ItemRef {
  readonly mark: string | null;
  /** Where a person opens it; null when the tool has no such page. */
  readonly url: string | null;
  /** The container it is in now (Jira project key, ServiceNow table): differs from the asked one after a move. */
  readonly container: string;
  /** Id of its item type. */
  readonly typeId: string;
  /** ISO 8601 UTC, tool's clock. */
  readonly createdAt: string;
  readonly createdByUs: boolean;
  /** Whether the last change was made by this connection's account; null when the tool does not say. */
  readonly lastChangedByUs: boolean | null;
  /** A counter that grows with each change (sys_mod_count); null when the tool has none. */
  readonly changeCount: number | null;
  /** The values that were asked for; a field that the tool did not answer is absent, an empty one is null. */
  readonly fields: FieldValues;
  /** All comments, oldest first, when they were asked for; null when not. */
  readonly comments: readonly Comment[] | null;
}
