/** Hands out ascending ids. */
export class Sequence {
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  next(): number {
    this.#next += 1;
    return this.#next - 1;
  }
}
