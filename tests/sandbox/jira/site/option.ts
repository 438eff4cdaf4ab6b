/** One of the values that a select field, the priorities or the resolutions offer. */
export interface Option {
  readonly id: string;
  name: string;
  /** Still shown where it is set, no longer accepted. */
  isDisabled: boolean;
  readonly description?: string;
  /** Priorities only: colour and icon file name. */
  readonly statusColor?: string;
  readonly icon?: string;
}
