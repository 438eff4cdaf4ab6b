/** What a request shows of who sent it, as it came. */
export interface Asked {
  readonly method: string;
  /** Path and query as in the request's first line: what was signed is these very characters, not what a parser makes of them. */
  readonly rawUrl: string;
  /** `Authorization`; never logged. */
  readonly authorization: string | undefined;
  /** Another header, by its name in small letters. */
  header(name: string): string | undefined;
  readonly signal: AbortSignal;
}
