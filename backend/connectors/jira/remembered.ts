/** Something that is loaded when first asked for and kept; callers that come meanwhile share one load, and a failure is not kept. */
export class Remembered<Value> {
  readonly #load: (signal: AbortSignal) => Promise<Value>;
  #loading: Promise<Value> | null = null;

  constructor(load: (signal: AbortSignal) => Promise<Value>) {
    this.#load = load;
  }

  /** @throws what the load throws, or the signal's reason. */
  async get(signal: AbortSignal): Promise<Value> {
    const shared = this.#loading;
    if (shared !== null) {
      try {
        return await shared;
      } catch (error) {
        // The one who started this load may have been stopped; that is no reason for the others to fail.
        if (signal.aborted || this.#loading === shared) throw error;
      }
    }
    return this.#start(signal);
  }

  set(value: Value): void {
    this.#loading = Promise.resolve(value);
  }

  #start(signal: AbortSignal): Promise<Value> {
    const loading = this.#load(signal).catch((error: unknown) => {
      if (this.#loading === loading) this.#loading = null;
      throw error;
    });
    this.#loading = loading;
    return loading;
  }
}
