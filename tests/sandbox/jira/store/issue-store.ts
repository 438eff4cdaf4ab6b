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
  /** Told of each new version; undefined stands for an issue that is not there. */
  onChange: ((old: IssueRecord | undefined, next: IssueRecord | undefined) => void) | undefined;
  readonly #records = new Map<number, IssueRecord>();
  /** Present and former keys: a moved issue is found by its old key too. */
  readonly #idsByKey = new Map<string, number>();
  readonly #children = new Map<number, Set<number>>();
  readonly #owners = {
    comment: new Map<number, number>(),
    link: new Map<number, number>(),
    attachment: new Map<number, number>(),
  };
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

  /** The issue that has a comment or an attachment, or one of the two that a link joins. */
  owner(kind: 'comment' | 'link' | 'attachment', id: number): IssueRecord | undefined {
    const issueId = this.#owners[kind].get(id);
    return issueId === undefined ? undefined : this.#records.get(issueId);
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
    this.#own('comment', record.id, record.comments, old?.comments);
    this.#own('link', record.id, record.links, old?.links);
    this.#own('attachment', record.id, record.attachments, old?.attachments);
    this.#relate(old, record);
    this.#reindex(record.id, indexedAtMs);
    this.onChange?.(old, record);
  }

  remove(id: number, indexedAtMs?: number): void {
    const old = this.#records.get(id);
    if (old === undefined) return;
    this.#records.delete(id);
    this.#relate(old, undefined);
    this.#reindex(id, indexedAtMs);
    this.onChange?.(old, undefined);
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

  #own(
    kind: 'comment' | 'link' | 'attachment',
    issueId: number,
    children: readonly { readonly id: number }[],
    before: readonly { readonly id: number }[] | undefined,
  ): void {
    if (children !== before) for (const { id } of children) this.#owners[kind].set(id, issueId);
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
