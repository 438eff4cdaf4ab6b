const WINDOWS = [
  { writes: 20, withinMs: 2_000 },
  { writes: 100, withinMs: 30_000 },
] as const;
const LONGEST_MS = 30_000;

/** Jira's limit of writes to a single issue: 20 in 2 seconds and 100 in 30 seconds. */
export class IssueWriteLimit {
  readonly #writes = new Map<number, number[]>();

  /** Seconds to wait before the next write; undefined when this one is counted and may go on. */
  take(issueId: number, nowMs: number): number | undefined {
    const recent = (this.#writes.get(issueId) ?? []).filter((ms) => ms > nowMs - LONGEST_MS);
    this.#writes.set(issueId, recent);
    for (const { writes, withinMs } of WINDOWS) {
      const oldest = recent.at(-writes);
      if (oldest !== undefined && oldest > nowMs - withinMs) return Math.ceil((oldest + withinMs - nowMs) / 1_000);
    }
    recent.push(nowMs);
    return undefined;
  }
}
