/** Whose data somebody may meet. */
export interface Scope {
  readonly tenant: string;
  /** Ids of the only integrations that are seen, with the connections that they use; absent: all of the tenant. */
  readonly integrations?: readonly string[];
}
