/** Many more than this at once are sorted together; fewer are put in one by one. */
const FEW = 64;

/**
 * An array kept in order. Additions wait until the next read, so that loading 100,000 issues sorts once; a single
 * addition costs a binary search and a move of memory.
 */
export class SortedList<T> {
  readonly #compare: (a: T, b: T) => number;
  #items: T[] = [];
  #waiting: T[] = [];

  /** @param compare a total order: two different items never compare as 0 */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  add(item: T): void {
    this.#waiting.push(item);
  }

  /** Removes an item that is in the list. */
  remove(item: T): void {
    const items = this.items();
    const index = this.#firstNotBefore(items, item);
    if (items[index] !== item) throw new Error('the item to remove is not in the list');
    items.splice(index, 1);
  }

  /** Puts `next` in the place of `old`; cheap where the order between others does not change. */
  replace(old: T, next: T): void {
    const items = this.items();
    const index = this.#firstNotBefore(items, old);
    if (items[index] !== old) throw new Error('the item to replace is not in the list');
    if (this.#compare(old, next) === 0) items[index] = next;
    else {
      items.splice(index, 1);
      this.#insert(next);
    }
  }

  /** All items in order; valid until the next addition or removal. */
  items(): T[] {
    if (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      if (waiting.length > FEW) this.#items = this.#items.concat(waiting).sort(this.#compare);
      else for (const item of waiting) this.#insert(item);
    }
    return this.#items;
  }

  /** Index of the first item for which `isReached` holds; it must stay true from there on. */
  firstIndex(isReached: (item: T) => boolean): number {
    const items = this.items();
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isReached(items[middle] as T)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #insert(item: T): void {
    const last = this.#items.at(-1);
    if (last === undefined || this.#compare(last, item) <= 0) this.#items.push(item);
    else this.#items.splice(this.#firstNotBefore(this.#items, item), 0, item);
  }

  #firstNotBefore(items: readonly T[], item: T): number {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(items[middle] as T, item) >= 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
