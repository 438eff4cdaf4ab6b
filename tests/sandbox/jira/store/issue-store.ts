import type { IssueRecord } from './issue-record.js';
import { SearchIndex } from './search-index.js';
import { Sequence } from './sequence.js';

interface Lag {
  readonly id: number;
  readonly dueMs: number;
}

/** The site's issues, and the index that search reads. */
export class IssueStore {
  readonly index = new SearchIndex();
  readonly sequences = {
    issue: new Sequence(10_001),
    comment: new Sequence(10_000),
    history: new Sequence(10_000),
    link: new Sequence(10_000),
    attachment: new Sequence(10_000),
    worklog: new Sequence(10_000),
  };
  readonly #records = new Map<number, IssueRecord>();
  /** Present and former keys: a moved issue is found by its old key too. */
  readonly #idsByKey = new Map<string, number>();
  readonly #children = new Map<number, Set<number>>();
  readonly #commentOwners = new Map<number, number>();
  readonly #linkOwners = new Map<number, number>();
  readonly #numbers = new Map<string, number>();
  #lags: Lag[] = [];
  /** Issues to show when the batch ends; undefined outside of one. */
  #batch: Set<number> | undefined;

  get size(): number {
    return this.#records.size;
  }

  records(): IterableIterator<IssueRecord> {
    return this.#records.values();
  }

  get(id: number): IssueRecord | undefined {
    return this.#records.get(id);
  }

  /** By id, key in any case, or a key from before a move. */
  find(idOrKey: string): IssueRecord | undefined {
    const id = /^\d+$/.test(idOrKey) ? Number(idOrKey) : this.#idsByKey.get(idOrKey.toUpperCase());
    return id === undefined ? undefined : this.#records.get(id);
  }

  /** The issue a comment belongs to. */
  ownerOfComment(commentId: number): IssueRecord | undefined {
    const id = this.#commentOwners.get(commentId);
    return id === undefined ? undefined : this.#records.get(id);
  }

  /** One of the two issues that a link joins. */
  ownerOfLink(linkId: number): IssueRecord | undefined {
    const id = this.#linkOwners.get(linkId);
    return id === undefined ? undefined : this.#records.get(id);
  }

  childrenOf(id: number): readonly IssueRecord[] {
    return [...(this.#children.get(id) ?? [])].flatMap((child) => this.#records.get(child) ?? []);
  }

  /** The next free number of a project; numbers of deleted issues are not given again. */
  nextNumber(projectId: string): number {
    const next = (this.#numbers.get(projectId) ?? 0) + 1;
    this.#numbers.set(projectId, next);
    return next;
  }

  /** Puts a new version in place. Search shows it at once, or, with `indexedAtMs`, from then on. */
  save(record: IssueRecord, indexedAtMs?: number): void {
    const old = this.#records.get(record.id);
    this.#records.set(record.id, record);
    this.#idsByKey.set(record.key, record.id);
    if (record.comments !== old?.comments)
      for (const comment of record.comments) this.#commentOwners.set(comment.id, record.id);
    if (record.links !== old?.links) for (const link of record.links) this.#linkOwners.set(link.id, record.id);
    this.#relate(old, record);
    this.#reindex(record.id, indexedAtMs);
  }

  remove(id: number, indexedAtMs?: number): void {
    const old = this.#records.get(id);
    if (old === undefined) return;
    this.#records.delete(id);
    this.#relate(old, undefined);
    this.#reindex(id, indexedAtMs);
  }

  /** Lets search see all that `load` saves at once: for filling a store with many issues. */
  batch(load: () => void): void {
    const batch = new Set<number>();
    this.#batch = batch;
    try {
      load();
    } finally {
      this.#batch = undefined;
      for (const id of batch) this.index.show(id, this.#records.get(id));
    }
  }

  /** Lets search see what has become due. */
  indexDue(nowMs: number): void {
    if (this.#lags.length === 0) return;
    const due = this.#lags.filter((lag) => lag.dueMs <= nowMs);
    if (due.length === 0) return;
    this.#lags = this.#lags.filter((lag) => lag.dueMs > nowMs);
    for (const { id } of due) this.index.show(id, this.#records.get(id));
  }

  #reindex(id: number, indexedAtMs: number | undefined): void {
    if (indexedAtMs !== undefined) this.#lags.push({ id, dueMs: indexedAtMs });
    else if (this.#batch !== undefined) this.#batch.add(id);
    else this.index.show(id, this.#records.get(id));
  }

  #relate(old: IssueRecord | undefined, next: IssueRecord | undefined): void {
    const [before, after] = [parentOf(old), parentOf(next)];
    const id = (next ?? old)?.id;
    if (before === after || id === undefined) return;
    if (before !== undefined) this.#children.get(before)?.delete(id);
    if (after === undefined) return;
    const siblings = this.#children.get(after) ?? new Set();
    this.#children.set(after, siblings.add(id));
  }
}

function parentOf(record: IssueRecord | undefined): number | undefined {
  const parent = record?.values.parent;
  return typeof parent === 'string' ? Number(parent) : undefined;
}
