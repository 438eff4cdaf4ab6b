/**
 * A queue in which parties take turns: the next is taken from the party that was served longest ago, in the order in which that
 * party's entries came. However long the line of one is, another waits for one entry of each.
 */
export class FairQueue<Entry> {
  /** In the order in which they are served next; a party without entries is not here. */
  readonly #lines = new Map<string, Entry[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(party: string, entry: Entry): void {
    const line = this.#lines.get(party);
    if (line === undefined) this.#lines.set(party, [entry]);
    else line.push(entry);
    this.#size += 1;
  }

  /** Takes an entry out that will not be served. */
  remove(party: string, entry: Entry): void {
    const line = this.#lines.get(party) ?? [];
    const index = line.indexOf(entry);
    if (index < 0) return;
    line.splice(index, 1);
    this.#size -= 1;
    if (line.length === 0) this.#lines.delete(party);
  }

  /** The next entry, or undefined when nobody waits. */
  take(): Entry | undefined {
    for (const [party, line] of this.#lines) {
      const entry = line.shift();
      this.#lines.delete(party);
      if (line.length > 0) this.#lines.set(party, line);
      this.#size -= 1;
      return entry;
    }
    return undefined;
  }
}
