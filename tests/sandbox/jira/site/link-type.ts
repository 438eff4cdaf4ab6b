export interface LinkType {
  readonly id: string;
  readonly name: string;
  /** How the destination reads: `is blocked by`. */
  readonly inward: string;
  /** How the source reads: `blocks`. */
  readonly outward: string;
}
