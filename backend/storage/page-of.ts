/** A piece of an ordered list: what comes after a place in its order; null is its beginning. */
export interface PageOf<Place> {
  readonly after: Place | null;
  readonly limit: number;
}
