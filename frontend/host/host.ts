export interface HostRequest {
  readonly method: string;
  /** From the root of the server, with its query. */
  readonly path: string;
  /** Sent as JSON; undefined: nothing is sent. */
  readonly body: unknown;
}

export interface HostAnswer {
  readonly status: number;
  /** Parsed; undefined where it was no JSON. */
  readonly body: unknown;
}

/** The issue that a panel is shown in. What the page may know of it, the server decides by the proof. */
export interface ShownIssue {
  readonly id: string;
  readonly key: string;
}

/** In what a page is shown, and how a request from it proves who asks. */
export interface Host {
  readonly kind: 'connect' | 'forge' | 'session';
  /** @throws UnreachableError */
  send(request: HostRequest): Promise<HostAnswer>;
  /**
   * Asks for what the server streams, line by line, each parsed. Null where the host passes on whole answers only: then it is asked for
   * again and again. @throws UnreachableError while it is read
   */
  lines(path: string, signal: AbortSignal): Promise<AsyncIterable<unknown>> | null;
  /** Null where the page is shown in no issue. */
  shownIssue(): Promise<ShownIssue | null>;
  /** Makes the page look as what it is shown in. */
  applyTheme(): Promise<void>;
}
