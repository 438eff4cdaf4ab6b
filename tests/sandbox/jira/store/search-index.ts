import type { IssueRecord } from './issue-record.js';
import { SortedList } from './sorted-list.js';

/** Ascending by project key, then by number. */
function byKey(a: IssueRecord, b: IssueRecord): number {
  if (a.projectId !== b.projectId) {
    const [projectA, projectB] = [projectKey(a), projectKey(b)];
    return projectA < projectB ? -1 : 1;
  }
  return a.number - b.number;
}

export function projectKey(record: IssueRecord): string {
  return record.key.slice(0, record.key.lastIndexOf('-'));
}

/** What JQL search sees: a copy of the issues that may lag behind the store. */
export class SearchIndex {
  readonly #documents = new Map<number, IssueRecord>();
  readonly keys = new SortedList<IssueRecord>(byKey);
  readonly updates = new SortedList<IssueRecord>((a, b) => a.updatedMs - b.updatedMs || a.id - b.id);
  readonly creations = new SortedList<IssueRecord>((a, b) => a.createdMs - b.createdMs || a.id - b.id);

  /** The indexed version, which may be an old one. */
  document(id: number): IssueRecord | undefined {
    return this.#documents.get(id);
  }

  /** Replaces what search shows of an issue; undefined makes it vanish. */
  show(id: number, record: IssueRecord | undefined): void {
    const old = this.#documents.get(id);
    if (old === record) return;
    for (const list of [this.keys, this.updates, this.creations]) {
      if (old === undefined) list.add(record as IssueRecord);
      else if (record === undefined) list.remove(old);
      else list.replace(old, record);
    }
    if (record === undefined) this.#documents.delete(id);
    else this.#documents.set(id, record);
  }
}
