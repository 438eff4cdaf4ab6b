/** What a party waits with. */
interface Line<Entry> {
  readonly first: Entry[];
  readonly others: Entry[];
}

/**
 * A queue in which parties take turns: the next is taken from the party that was served longest ago, of its entries one of those
 * that go first, each kind in the order in which it came. However long the line of one is, another waits for one entry of each.
 */
export class FairQueue<Entry> {
  /** In the order in which they are served next; a party without entries is not here. */
  readonly #lines = new Map<string, Line<Entry>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param goesFirst whether it is taken before what the same party waits with otherwise */
  add(party: string, entry: Entry, goesFirst = false): void {
    const line = this.#lines.get(party) ?? { first: [], others: [] };
    this.#lines.set(party, line);
    (goesFirst ? line.first : line.others).push(entry);
    this.#size += 1;
  }

  /** Takes an entry out that will not be served. */
  remove(party: string, entry: Entry): void {
    const line = this.#lines.get(party);
    if (line === undefined) return;
    for (const part of [line.first, line.others]) {
      const index = part.indexOf(entry);
      if (index < 0) continue;
      part.splice(index, 1);
      this.#size -= 1;
    }
    if (isEmpty(line)) this.#lines.delete(party);
  }

  /** The next entry, or undefined when nobody waits. */
  take(): Entry | undefined {
    for (const [party, line] of this.#lines) {
      const entry = line.first.length > 0 ? line.first.shift() : line.others.shift();
      this.#lines.delete(party);
      if (!isEmpty(line)) this.#lines.set(party, line);
      this.#size -= 1;
      return entry;
    }
    return undefined;
  }
}

function isEmpty({ first, others }: Line<unknown>): boolean {
  return first.length + others.length === 0;
}
