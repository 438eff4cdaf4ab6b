import type { Option } from './option.js';

/** How a field's values are written, kept and read; `fields/kinds` has the behaviour of each. */
export type FieldKind =
  | 'text'
  | 'textarea'
  | 'number'
  | 'date'
  | 'datetime'
  | 'select'
  | 'multiselect'
  | 'user'
  /** Data Center: rich text as wiki markup. */
  | 'wiki'
  /** Data Center: a person by user name. */
  | 'username'
  | 'labels'
  | 'priority'
  | 'resolution'
  | 'components'
  | 'issuetype'
  | 'project'
  | 'parent'
  | 'computed';

export interface FieldSchema {
  readonly type: string;
  readonly items?: string;
  readonly system?: string;
  readonly custom?: string;
  readonly customId?: number;
}

/** A column of the site's issues. */
export interface Field {
  readonly id: string;
  name: string;
  readonly kind: FieldKind;
  readonly schema?: FieldSchema;
  /** Names that JQL knows the field by, besides its display name. */
  readonly clauseNames: readonly string[];
  readonly isCustom: boolean;
  readonly isNavigable: boolean;
  /** Small and with one value: asked alone, it allows search pages of 1,000. */
  readonly isSmall: boolean;
  readonly isRequired: boolean;
  /** Where the API takes a value: `create` fields are chosen once. */
  readonly settable: 'always' | 'create' | 'transition' | 'never';
  /** What a select field offers. */
  readonly options?: Option[];
  /** An administrator has deleted it: unknown to every request. */
  isDeleted: boolean;
}
