/** The shape of `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a variable may say. */
export interface Form<T> {
  /** Completes "it must be ...". */
  readonly description: string;
  /** Answers `undefined` when the text has another form. */
  readonly parse: (text: string) => T | undefined;
  /** True when the value may hold a password, which no message repeats. */
  readonly isSecret?: boolean;
}

/** Reads variables one by one and remembers every fault, so that all can be told at once. A variable set to nothing is not set. */
export class EnvironmentReader {
  readonly faults: string[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Whether a variable is set, right or wrong. */
  has(name: string): boolean {
    return Boolean(this.#environment[name]?.trim());
  }

  /** The parsed value; `undefined` when the variable is absent and when it is wrong, which then is one more fault. */
  optional<T>(name: string, form: Form<T>): T | undefined {
    const text = this.#environment[name]?.trim();
    if (!text) return undefined;
    const value = form.parse(text);
    if (value === undefined) {
      const shown = form.isSecret ? 'the value' : JSON.stringify(text);
      this.fault(name, `${shown} is not valid: it must be ${form.description}`);
    }
    return value;
  }

  /** The parsed value, or `fallback`. */
  withDefault<T>(name: string, form: Form<T>, fallback: NoInfer<T>): T {
    return this.optional(name, form) ?? fallback;
  }

  fault(name: string, words: string): void {
    this.faults.push(`${name}: ${words}`);
  }
}
