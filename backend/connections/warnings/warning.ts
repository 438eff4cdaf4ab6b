/** What a warning is about. */
export type WarningKind =
  | 'token-ends'
  | 'certificate-ends'
  | 'time-zone-changed'
  | 'clock-skew'
  | 'disk-low'
  | 'account-shared';

/** Something that works still, and that an administrator should see to. */
export interface Warning {
  readonly kind: WarningKind;
  /** What it is, with names and numbers. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  readonly since: Date;
}
