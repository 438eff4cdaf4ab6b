import type { FieldKind, OptionValue } from './values.js';

/** What the tool says of one field. */
export interface FieldDescriptor {
  readonly id: string;
  /** The name people see; not unique. */
  readonly name: string;
  readonly kind: FieldKind;
  /** Needed when an item is created. */
  readonly required: boolean;
  readonly onCreate: boolean;
  readonly onUpdate: boolean;
  /** Longest text in UTF-16 code units; null when the tool states none. */
  readonly maxLength: number | null;
  /** Whether line breaks are kept; only for text. */
  readonly multiline: boolean;
  /** The choices there are now; null when the list is open or not a list. For `status` each carries its category. */
  readonly options: readonly DescribedOption[] | null;
  /** Which part of an option or reference people write in a mapping: Jira names (`High`), ServiceNow stored values (`2`). */
  readonly token: 'id' | 'label';
  /** What a reference points to, in the tool's words (ServiceNow: a table); absent for other kinds and where it is not known. */
  readonly target?: string;
}

/** A choice as the tool lists it. */
export interface DescribedOption extends OptionValue {
  readonly disabled: boolean;
  /** Statuses only: whether work is over there. */
  readonly category: 'open' | 'closed' | null;
}

/** One item type of a container with its fields. */
export interface ItemTypeSchema {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly FieldDescriptor[];
}

/** A kind of comment that the container has. */
export interface CommentChannel {
  readonly id: string;
  readonly internal: boolean;
  /** False when an internal comment would be seen by everybody there (a Jira project without a service desk). */
  readonly kept: boolean;
}

/** What can be mapped in one container, as the account of the connection sees it. */
export interface ContainerSchema {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly itemTypes: readonly ItemTypeSchema[];
  readonly commentChannels: readonly CommentChannel[];
}

/** A container as a list names it: enough to choose one by. */
export interface ContainerName {
  /** What a side of a sync says: project key, table. */
  readonly key: string;
  readonly name: string;
}

/** The containers that a search finds, the first ones by name. */
export interface FoundContainers {
  readonly containers: readonly ContainerName[];
  /** Whether there are more that it fits than were given. */
  readonly hasMore: boolean;
}

/** A field that a way into a status asks for. */
export interface NeededField {
  readonly id: string;
  /** The choices that it gives there; null: those of the field. */
  readonly options: readonly DescribedOption[] | null;
}

/** One way into a status, as the tool shows it. */
export interface StatusWay {
  readonly typeId: string;
  /** What people call the step. */
  readonly name: string;
  /** Option id of the status it leads out of; null: any. */
  readonly from: string | null;
  /** Option id of the status it leads into. */
  readonly to: string;
  /** What it asks for and has no default. */
  readonly needs: readonly NeededField[];
}
