/** How often each operation was asked for; the lost, refused and late ones too. */
export class CallCounters {
  #reads = 0;
  #writes = 0;
  #byOperation = new Map<string, number>();

  get reads(): number {
    return this.#reads;
  }

  get writes(): number {
    return this.#writes;
  }

  /** Calls of one operation, by its id in the API description. */
  of(operation: string): number {
    return this.#byOperation.get(operation) ?? 0;
  }

  all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byOperation);
  }

  count(operation: string, isWrite: boolean): void {
    if (isWrite) this.#writes += 1;
    else this.#reads += 1;
    this.#byOperation.set(operation, this.of(operation) + 1);
  }

  reset(): void {
    this.#reads = 0;
    this.#writes = 0;
    this.#byOperation = new Map();
  }
}
