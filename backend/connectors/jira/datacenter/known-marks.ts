/** Marks never change once a create has set them; so many are kept. */
const MOST = 20_000;

/** The marks of our own issues, which Data Center gives one by one: what was learnt once is not asked again. */
export class KnownMarks {
  readonly #marks = new Map<string, string | null>();

  /** Undefined when it was not learnt; null when the issue has none. */
  of(issueId: string): string | null | undefined {
    return this.#marks.get(issueId);
  }

  learn(issueId: string, mark: string | null): void {
    this.#marks.set(issueId, mark);
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > MOST && oldest !== undefined) this.#marks.delete(oldest);
  }
}
