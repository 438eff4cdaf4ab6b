/** An index that lags longer than this after a write is broken; the reconcile run finds what it hides. */
const REMEMBERED_MS = 60_000;
/** From the moment of a change to the Date of the answer that reports it, with its seconds cut off. */
const SLACK_MS = 2000;

/** When we wrote which issue, so that what the search index shows of it can be told to be older than our own write. */
export class RecentWrites {
  readonly #atMs = new Map<string, number>();

  /** `atMs` in the tool's clock. */
  note(issueId: string, atMs: number): void {
    for (const [id, writtenAtMs] of this.#atMs) {
      if (writtenAtMs < atMs - REMEMBERED_MS) this.#atMs.delete(id);
    }
    this.#atMs.set(issueId, atMs);
  }

  /** Whether a state that was last changed then may be one from before our write. */
  mayPrecede(issueId: string, updated: string): boolean {
    const writtenAtMs = this.#atMs.get(issueId);
    return writtenAtMs !== undefined && Date.parse(updated) < writtenAtMs - SLACK_MS;
  }
}
