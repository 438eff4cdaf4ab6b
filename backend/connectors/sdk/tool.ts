import type { JsonValue } from '../../shared/index.js';
import type { Check, ConnectionNeeds, GrantFile } from './doctor.js';
import type { Comment, CommentBody, Item, ItemRef } from './item.js';
import type { ContainerSchema, FieldDescriptor, FoundContainers, StatusWay } from './schema.js';
import type { FieldValue, FieldValues, UserValue } from './values.js';

/** Who answers behind a connection's address, and as whom we speak to it. */
export interface SiteIdentity {
  /** cloudId, serverId, instance id: the same for a site whatever its address. Null when the account may not read it. */
  readonly siteId: string | null;
  readonly siteName: string;
  readonly accountId: string;
  readonly accountName: string;
  /** IANA name; the zone in which the tool reads our time literals. */
  readonly timeZone: string;
  /** Which edition of the tool answers, in the connector's own word; absent where there is only one. */
  readonly edition?: string | undefined;
  /** The tool's clock at the answer (its Date header); null when it sent none. */
  readonly toolTime: Date | null;
}

/** Asks for one page of references. */
export interface PageQuery {
  readonly container: string;
  /** The tool's own query language; null for everything in the container. */
  readonly filter: string | null;
  /** `identity`: by a key that never changes, for onboarding and reconcile; `updated`: oldest change first, for polls. */
  readonly order: 'identity' | 'updated';
  /** Only items changed at or after; rounded down by the connector to what its tool can express (Jira: minutes). */
  readonly updatedSince: Date | null;
  /** Only items created at or after. */
  readonly createdSince: Date | null;
  /** `next` of the page before; null for the first. */
  readonly after: JsonValue | null;
}

/** A page. It may be shorter than asked, hold an item twice, or miss one that moved while it was read: only `next` tells the end. */
export interface Page {
  readonly refs: readonly ItemRef[];
  readonly next: JsonValue | null;
  /** The tool's clock when it answered (Date header); null when it sent none. */
  readonly toolTime: Date | null;
}

/** Asks for items by id, read from the tool's database and not from a search index. */
export interface ReadRequest {
  readonly container: string;
  /** At most `limits.readBatchSize`. */
  readonly ids: readonly string[];
  readonly fields: readonly FieldDescriptor[];
  readonly comments: boolean;
  /** False where nobody looks at the marks: tools that give marks one by one are spared the calls, and the items say null. */
  readonly marks?: boolean;
}

export interface ReadResult {
  readonly items: readonly Item[];
  /** Asked for and not given: gone, or hidden from this account; the tool does not tell which unless `deleted`. */
  readonly missing: readonly { readonly id: string; readonly deleted: boolean; readonly replacedBy: string | null }[];
}

/** One item to be made. `mark` is stored on it in the same call, so that it can be found again. */
export interface NewItem {
  readonly typeId: string;
  readonly fields: FieldValues;
  readonly mark: string;
}

/** What became of one element of a create. A call that failed as a whole throws instead. */
export type CreateOutcome =
  | { readonly kind: 'created'; readonly id: string; readonly key: string; readonly item: Item | null }
  | { readonly kind: 'refused'; readonly message: string; readonly fieldErrors: Readonly<Record<string, string>> };

/** A change of one existing item, by field id. A field is in `set` or in `elements`, never in both. */
export interface ItemChange {
  readonly set: FieldValues;
  /** Sets changed by element, so that what others add meanwhile stays. Elements are tokens of labels or ids of options and users. */
  readonly elements: Readonly<Record<string, { readonly add: readonly string[]; readonly remove: readonly string[] }>>;
  /** Values that must accompany the entering of a status (resolution, close notes); not mapped fields. */
  readonly entering: FieldValues;
}

/** One call of a write, recorded before it is made; `payload` is the connector's own and is given back to it unchanged. */
export interface WriteStep {
  /** Short, for people: `edit`, `transition to Done`. */
  readonly name: string;
  /** The mapped fields that are settled when this step is answered. */
  readonly fields: readonly string[];
  readonly payload: JsonValue;
}

/** What the tool said to a step. `item` is its whole answer in our form, where it gave one. */
export interface StepAnswer {
  readonly item: Item | null;
}

/** Asks which existing items carry one of these marks, or one of these values in the field that pairs. */
export interface LookUpRequest {
  readonly container: string;
  readonly marks: readonly string[];
  /** `key` is the item's key, whatever the tool calls it. */
  readonly match: { readonly field: string; readonly values: readonly string[] } | null;
  /** What `creationHint` gave before the creates were made; null when nothing was made yet. */
  readonly hint: JsonValue | null;
  /** When the oldest create in question was made; null when nothing was made yet. */
  readonly since: Date | null;
}

export interface LookUpResult {
  readonly byMark: readonly {
    readonly mark: string;
    readonly ref: ItemRef;
    readonly createdByUs: boolean;
    readonly createdAt: string;
  }[];
  readonly byMatch: readonly { readonly value: string; readonly ref: ItemRef }[];
}

/** A foreign edit that our write covered without having seen it (I10). */
export interface OverwrittenEdit {
  readonly itemId: string;
  readonly field: string;
  /** The value that was covered; undefined when the tool keeps no trace of it. */
  readonly value?: FieldValue;
  readonly by: string | null;
}

/** The latest change of a field. */
export interface FieldEdit {
  /** As the tool calls the person; null where it does not say. */
  readonly by: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** How many items a filter is for. */
export interface ItemCount {
  readonly count: number;
  /** False where the tool only estimates, or counts items that this account does not see. */
  readonly isExact: boolean;
}

/** What a tool can and cannot promise; the engine goes by these and never asks which tool it is. */
export interface Abilities {
  /** Items per create call; 1 when the tool has no bulk create. */
  readonly createBatchSize: number;
  readonly readBatchSize: number;
  /** Marks and match values per look-up. */
  readonly lookUpBatchSize: number;
  /**
   * How long after a first look in vain the second is taken, at the least (I14): the request's time-out, what may land after it
   * and the lag of what the look reads. The first look is taken as soon as a write is known to be interrupted.
   */
  readonly settleDelayMs: number;
  /** How far back a poll must look again because of index lag and rounding; a minimum. */
  readonly overlapMs: number;
  /** Whether `lookUp` by mark sees every item that exists now. */
  readonly consistentLookUp: boolean;
  /** Whether pages carry marks, so that a full listing settles creates (I15). */
  readonly marksInPages: boolean;
  /** Whether comments can be edited; journals cannot. */
  readonly editableComments: boolean;
  readonly attachments: boolean;
}

/** An opened connection: one tool, one account. All methods may throw the errors of `shared`; none of them caches values of items. */
export interface Tool {
  readonly abilities: Abilities;
  /** @throws ReconnectNeededError when signing in fails. */
  identify(signal: AbortSignal): Promise<SiteIdentity>;
  /** @throws ConfigurationError when the container is not there or not readable; its message names container and fix. */
  describe(container: string, signal: AbortSignal): Promise<ContainerSchema>;
  /** Containers whose key or name holds these words; all for ''. Absent: the tool does not list them, a person writes the key. */
  containers?(search: string, signal: AbortSignal): Promise<FoundContainers>;
  /** The ways into the statuses of a container, as far as this account is shown them. Absent: whatever is written is taken. */
  ways?(container: string, signal: AbortSignal): Promise<readonly StatusWay[]>;
  page(query: PageQuery, signal: AbortSignal): Promise<Page>;
  /** How many items a page query without bounds walks; null where the tool does not say. Absent: it never does. */
  count?(
    request: { readonly container: string; readonly filter: string | null },
    signal: AbortSignal,
  ): Promise<ItemCount | null>;
  /** Which of these items the filter holds for, now. */
  matching(
    request: { container: string; filter: string; ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>>;
  read(request: ReadRequest, signal: AbortSignal): Promise<ReadResult>;
  /** What `lookUp` will need to find what is created from now on; costs a call at most once per container and process. */
  creationHint(container: string, signal: AbortSignal): Promise<JsonValue | null>;
  lookUp(request: LookUpRequest, signal: AbortSignal): Promise<LookUpResult>;
  /**
   * Makes the items; the outcomes are in the order of the request.
   * `fields` describes what the answer is to be read into. @throws UnknownOutcomeError when some may have been made.
   */
  create(
    request: { container: string; items: readonly NewItem[]; fields: readonly FieldDescriptor[] },
    signal: AbortSignal,
  ): Promise<readonly CreateOutcome[]>;
  /** Orders a change into steps (edit, transitions); may read metadata, writes nothing. @throws RefusedError when there is no way (no transition). */
  steps(
    request: { item: Item; change: ItemChange; fields: readonly FieldDescriptor[] },
    signal: AbortSignal,
  ): Promise<readonly WriteStep[]>;
  perform(
    request: { container: string; id: string; step: WriteStep; fields: readonly FieldDescriptor[] },
    signal: AbortSignal,
  ): Promise<StepAnswer>;
  /** Foreign edits covered by our writes; empty when the tool cannot tell. `before` is the version that was read before the write. */
  overwritten(
    requests: readonly {
      readonly itemId: string;
      readonly before: Item;
      readonly after: Item;
      readonly fields: readonly FieldDescriptor[];
    }[],
    signal: AbortSignal,
  ): Promise<readonly OverwrittenEdit[]>;
  /** Who changed a field last; null where the tool keeps no trace of it. Absent: it keeps none of anything. */
  lastEdit?(
    request: { readonly container: string; readonly itemId: string; readonly field: FieldDescriptor },
    signal: AbortSignal,
  ): Promise<FieldEdit | null>;
  addComment(
    request: {
      container: string;
      itemId: string;
      channel: string;
      body: CommentBody;
      authorLine: string;
      mark: string;
      /** The least that the item's change count can be before this, where that is known. */
      changeCount?: number | null;
    },
    signal: AbortSignal,
  ): Promise<{ readonly id: string | null }>;
  /** Comments that carry one of the marks, read from the tool's database. */
  findComments(
    request: { container: string; itemId: string; marks: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly Comment[]>;
  /** Deletes an item: a double that we made, or by `deletes: delete`. @throws NotFoundError when it is gone already. */
  remove(request: { container: string; id: string }, signal: AbortSignal): Promise<void>;
  /** People by e-mail, account id or name, one entry per token that was found. */
  users(tokens: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, UserValue>>;
  /**
   * A value as a person wrote it in the file (`caller_id: syncline`) in typed form.
   * @throws ConfigurationError naming field, value and what would be right.
   */
  parse(field: FieldDescriptor, written: JsonValue, signal: AbortSignal): Promise<FieldValue>;
  /** Looks at each right that is needed, one by one, without changing anything in the tool. Absent: the connector cannot. */
  doctor?(needs: ConnectionNeeds, signal: AbortSignal): Promise<readonly Check[]>;
  /** Files that grant what is needed and no more; made without the tool where it does not let us in yet. */
  grants?(needs: ConnectionNeeds, signal: AbortSignal): Promise<readonly GrantFile[]>;
}
