/** Requests a second that Jira allows each endpoint of a tenant. */
const PER_SECOND: Readonly<Record<string, number>> = { GET: 100, POST: 100, PUT: 50, DELETE: 50 };
const OPERATIONS_PER_SECOND: Readonly<Record<string, number>> = {
  getIssue: 150,
  getChangeLogs: 200,
  getAttachmentContent: 300,
};

export interface Allowance {
  readonly limit: number;
  /** Never below 0. */
  readonly remaining: number;
  readonly isExceeded: boolean;
}

/** Counts an endpoint's requests within the current second. */
export class BurstLimit {
  readonly #counts = new Map<string, { second: number; used: number }>();

  take(operation: string, method: string, nowMs: number): Allowance {
    const limit = OPERATIONS_PER_SECOND[operation] ?? PER_SECOND[method] ?? 100;
    const second = Math.floor(nowMs / 1_000);
    const count = this.#counts.get(operation);
    const used = count?.second === second ? count.used + 1 : 1;
    this.#counts.set(operation, { second, used });
    return { limit, remaining: Math.max(0, limit - used), isExceeded: used > limit };
  }
}
