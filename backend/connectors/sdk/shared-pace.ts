/** A tool that does not answer. */
export interface Outage {
  readonly since: Date;
  /** The last failure, in words. */
  readonly problem: string;
  readonly retryInMs: number;
}

/** What one process may do next on a connection, by what all processes that use it have agreed. */
export interface Grant {
  /** Requests that may leave within `validMs`. */
  readonly departures: number;
  readonly validMs: number;
  /** Where there are none: when to ask again. */
  readonly againInMs: number;
  /** How long the tool still wants nothing at all to leave, whichever process it told so. */
  readonly pausedMs: number;
  /** Requests under way at once in this process. */
  readonly seats: number;
  /** That the tool does not answer, as another process may have found; null: it does, as far as is known; absent: not known. */
  readonly outage?: Outage | null;
}

/** Where the processes that use one connection agree. Never rejects: who cannot ask goes by its own limits. */
export interface SharedPace {
  /** @param returned departures of the last grant that were not used. */
  take(request: { readonly wanted: number; readonly returned: number }): Promise<Grant>;
  /** The tool has asked this process for a pause; the others obey it too. */
  pause(delayMs: number): Promise<void>;
}
