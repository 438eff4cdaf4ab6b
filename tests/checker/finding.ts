/** Something that is not as it should be after a sync. */
export interface Finding {
  readonly kind:
    | 'missing'
    | 'doubled'
    | 'different'
    | 'comment missing'
    | 'comment doubled'
    | 'comment returned'
    | 'comment from nowhere';
  readonly side: 'left' | 'right';
  /** Key of the item that it is about. */
  readonly item: string;
  readonly detail: string;
}

/** A field that waits for a person, by the platform's own word: it may differ. */
export interface HeldField {
  /** Key of the item on either side. */
  readonly item: string;
  /** Name of the field on either side. */
  readonly field: string;
}
