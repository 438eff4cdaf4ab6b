/** One HTTP request as a simulator sees it: no socket, body complete. Header names are lower case. */
export interface SandboxRequest {
  readonly method: string;
  /** Path and query, beginning with a slash. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** An answer that reaches the caller. */
export interface SandboxResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/**
 * No answer reaches the caller. `before`: the request was lost on its way and changed nothing; `after`: the work was
 * done and the answer was lost; `hang`: the connection stays open and silent. The caller cannot tell `before` from
 * `after`: both are a reset connection.
 */
export interface DroppedConnection {
  readonly drop: 'before' | 'after' | 'hang';
}

export type SandboxOutcome = SandboxResponse | DroppedConnection;

/** A simulated tool. `serve` puts one on a port; the simulation calls it in-process. */
export interface SandboxHandler {
  handle(request: SandboxRequest): Promise<SandboxOutcome>;
}

/** The only time a simulator knows; the caller moves it. */
export interface SandboxClock {
  now(): Date;
}

/** Uniform in [0, 1), like Math.random, but seeded by the caller. */
export type SandboxRandom = () => number;

export function isDropped(outcome: SandboxOutcome): outcome is DroppedConnection {
  return 'drop' in outcome;
}
