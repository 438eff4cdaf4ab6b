/** A column as the dictionary describes it, or as it is known or guessed where the dictionary is closed to the account. */
export interface Column {
  readonly element: string;
  readonly label: string;
  /** `sys_dictionary.internal_type`. */
  readonly type: string;
  /** Null when it is not known. */
  readonly maxLength: number | null;
  readonly isMandatory: boolean;
  readonly isReadOnly: boolean;
  /** The table that a reference or list points to; null for others and where it is not known. */
  readonly reference: string | null;
  /** `listed`: a value of `sys_choice`; `suggested`: any text, with proposals; `unstated`: the dictionary does not say. */
  readonly choice: 'none' | 'listed' | 'suggested' | 'unstated';
}
