/** Requests that reached the instance or would have, refused and lost ones too. */
export class CallCounts {
  readonly #byOperation = new Map<string, number>();
  #reads = 0;
  #writes = 0;

  get reads(): number {
    return this.#reads;
  }

  get writes(): number {
    return this.#writes;
  }

  /** Calls of one operation, by its id in the published description. */
  of(operation: string): number {
    return this.#byOperation.get(operation) ?? 0;
  }

  add(operation: string, isWrite: boolean): void {
    if (isWrite) this.#writes += 1;
    else this.#reads += 1;
    this.#byOperation.set(operation, this.of(operation) + 1);
  }

  reset(): void {
    this.#byOperation.clear();
    this.#reads = 0;
    this.#writes = 0;
  }
}
