/** The user on whose behalf something is read or written. */
export interface Actor {
  readonly sysId: string;
  readonly userName: string;
  /** IANA name; display values of times are given in it. */
  readonly timeZone: string;
}
