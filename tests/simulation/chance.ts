import { seededRandom } from '../sandbox/http/index.js';

/** Numbers of one seed, for one of those who draw: who draws more or fewer does not change what the others get. */
export class Chance {
  /** Uniform in [0, 1). */
  readonly next: () => number;

  constructor(seed: number, drawer: string) {
    let mixed = seed >>> 0;
    for (const letter of drawer) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    this.next = seededRandom(mixed);
    // neighbouring seeds begin alike
    this.next();
  }

  /** True with this probability. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of a list. @throws when it is empty */
  oneOf<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(this.next() * list.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }
}
