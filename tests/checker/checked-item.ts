/** A comment as one tool shows it. */
export interface CheckedComment {
  readonly id: string;
  /** Its words without any author line of ours. */
  readonly words: string;
  readonly isInternal: boolean;
  /** Written by the sync's own account. */
  readonly isOurs: boolean;
  readonly mark: string | null;
}

/** An issue or a record as its tool shows it. */
export interface CheckedItem {
  readonly id: string;
  /** As people write it. */
  readonly key: string;
  /** Name of its type on the left; its table on the right. */
  readonly type: string;
  /** Fields as the tool gives them. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly mark: string | null;
  readonly comments: readonly CheckedComment[];
  /** Whether the filter of its side lets it in now. */
  readonly isInScope: boolean;
}
