import { z } from 'zod';
import { foundIssue } from '../answers/issue.js';
import type { Dialect } from '../dialect/dialect.js';
import { projectQuery } from '../jql.js';

/** What a look-up starts from: whatever is created later gets a key number above this one. */
export const creationHint = z.object({ afterKey: z.number().int().nonnegative() });
export type CreationHint = z.infer<typeof creationHint>;

/**
 * The highest key number known of each project. A number that is too low only makes a look-up read more; one that is too high
 * cannot be, because it was seen on an issue that existed before.
 */
export class CreationHints {
  readonly #dialect: Dialect;
  readonly #highest = new Map<string, number>();
  readonly #asked = new Set<string>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  async hint(project: string, signal: AbortSignal): Promise<CreationHint> {
    if (!this.#asked.has(project)) {
      await this.askHighest(project, signal);
      this.#asked.add(project);
    }
    return { afterKey: this.#highest.get(project) ?? 0 };
  }

  /** The highest number that the search index or an answer has shown so far. */
  async askHighest(project: string, signal: AbortSignal): Promise<number> {
    const { issues } = await this.#dialect.searchPage(
      { jql: projectQuery(project, [], 'key DESC'), fields: ['updated'], maxResults: 1 },
      foundIssue,
      signal,
    );
    this.seen(
      project,
      issues.flatMap((issue) => issue.key ?? []),
    );
    return this.#highest.get(project) ?? 0;
  }

  /** Takes note of keys that exist. */
  seen(project: string, keys: readonly string[]): void {
    let highest = this.#highest.get(project) ?? 0;
    for (const key of keys) highest = Math.max(highest, keyNumber(project, key) ?? 0);
    this.#highest.set(project, highest);
  }
}

/** The number in a key of this project; null for keys of others. */
export function keyNumber(project: string, key: string): number | null {
  const parts = /^(.+)-(\d+)$/.exec(key);
  return parts?.[1]?.toUpperCase() === project.toUpperCase() ? Number(parts[2]) : null;
}
