/** Types as `sys_dictionary.internal_type` names them. */
export type ColumnType =
  | 'GUID'
  | 'boolean'
  | 'choice'
  | 'collection'
  | 'domain_id'
  | 'domain_path'
  | 'email'
  | 'glide_date'
  | 'glide_date_time'
  | 'glide_duration'
  | 'glide_list'
  | 'html'
  | 'integer'
  | 'journal_input'
  | 'journal_list'
  | 'reference'
  | 'string'
  | 'sys_class_name'
  | 'user_input';

/** One column as its table declares it. */
export interface Column {
  readonly element: string;
  readonly label: string;
  readonly type: ColumnType;
  /** Characters that are kept; the rest is cut without a word. */
  readonly maxLength: number;
  /** The table that a reference or list points to. */
  readonly reference?: string;
  /** Values are listed in `sys_choice`. The platform stores other values too. */
  readonly hasChoices?: boolean;
  readonly defaultValue?: string;
  readonly isMandatory?: boolean;
  /** Only the platform writes it; a request that sets it is answered as if it had not. */
  readonly isReadOnly?: boolean;
}

type Extra = Partial<Omit<Column, 'element' | 'label' | 'type'>>;

function column(type: ColumnType, maxLength: number) {
  return (element: string, label: string, extra: Extra = {}): Column => ({ element, label, type, maxLength, ...extra });
}

export const text = column('string', 40);
export const integer = column('integer', 40);
export const flag = column('boolean', 40);
export const date = column('glide_date', 40);
export const dateTime = column('glide_date_time', 40);
export const duration = column('glide_duration', 40);
export const journal = column('journal_input', 4000);
export const list = column('glide_list', 4000);

export function reference(element: string, label: string, table: string, extra: Extra = {}): Column {
  return { element, label, type: 'reference', maxLength: 32, reference: table, ...extra };
}

/** An integer column with choices, as `state` and `priority` are. */
export function numberedChoice(element: string, label: string, extra: Extra = {}): Column {
  return { element, label, type: 'integer', maxLength: 40, hasChoices: true, ...extra };
}

/** A string column with choices, as `category` and `close_code` are. */
export function namedChoice(element: string, label: string, extra: Extra = {}): Column {
  return { element, label, type: 'string', maxLength: 40, hasChoices: true, ...extra };
}

/** The columns of rows that are written once. */
export const creationColumns: readonly Column[] = [
  { element: 'sys_id', label: 'Sys ID', type: 'GUID', maxLength: 32, isReadOnly: true },
  dateTime('sys_created_on', 'Created', { isReadOnly: true }),
  text('sys_created_by', 'Created by', { isReadOnly: true }),
];

/** The columns of rows that change. */
export const systemColumns: readonly Column[] = [
  ...creationColumns,
  dateTime('sys_updated_on', 'Updated', { isReadOnly: true }),
  text('sys_updated_by', 'Updated by', { isReadOnly: true }),
  integer('sys_mod_count', 'Updates', { isReadOnly: true, defaultValue: '0' }),
  text('sys_tags', 'Tags', { isReadOnly: true }),
];
