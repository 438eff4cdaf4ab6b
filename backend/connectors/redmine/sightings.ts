/** A second and what its fraction hides are over so long after something of it was seen. */
const OVER_MS = 2_000;
/** What was changed so long ago is over however much the clocks disagree. */
const LONG_AGO_MS = 60_000;
/** So many issues are remembered; of the others the clock tells. */
const MOST = 20_000;

/**
 * When each issue was first seen as changed in its present second. Only what is seen again some time later is sure to grow no other
 * edit within that second (B3); measured by our clock alone, for Redmine's may be another.
 */
export class Sightings {
  readonly #first = new Map<number, { readonly updatedOn: string; readonly atMs: number }>();

  /** @param at when the call was made that shows the issue */
  note(issue: { readonly id: number; readonly updated_on: string }, at: Date): void {
    if (this.#first.get(issue.id)?.updatedOn === issue.updated_on) return;
    this.#first.delete(issue.id);
    this.#first.set(issue.id, { updatedOn: issue.updated_on, atMs: at.getTime() });
    const [oldest] = this.#first.keys();
    if (this.#first.size > MOST && oldest !== undefined) this.#first.delete(oldest);
  }

  /** Whether no other state of the issue can look the same as the one that was asked for then. */
  isOver(issue: { readonly id: number; readonly updated_on: string }, askedAt: Date): boolean {
    const seen = this.#first.get(issue.id);
    if (seen?.updatedOn === issue.updated_on && askedAt.getTime() - seen.atMs >= OVER_MS) return true;
    return askedAt.getTime() - Date.parse(issue.updated_on) >= LONG_AGO_MS;
  }
}
