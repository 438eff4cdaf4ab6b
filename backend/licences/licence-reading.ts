/**
 * What a host said of the app's licence, in one form for all of them. `unknown` is an answer that cannot be understood or could not be
 * had; it takes nothing away from what an earlier one gave until the grace has passed.
 */
export interface LicenceReading {
  readonly kind: 'active' | 'evaluation' | 'expired' | 'none' | 'unknown' | 'development';
  /** When it ends, where the host says so; ISO 8601. */
  readonly endsAt: string | null;
}
