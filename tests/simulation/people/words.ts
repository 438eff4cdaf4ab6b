import type { Chance } from '../chance.js';

const THINGS = ['Printer', 'Mail', 'Disk', 'Phone', 'Router', 'Badge', 'Screen', 'Backup'];
const STATES = ['is slow', 'is broken', 'makes noise', 'was replaced', 'waits for parts', 'works again'];

/** Texts in which each sentence holds one word that occurs nowhere else, so that it can be followed wherever it goes. */
export class Words {
  readonly #chance: Chance;
  #last = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  sentence(): string {
    return `${this.#chance.oneOf(THINGS)} ${this.#chance.oneOf(STATES)} ${this.unique('w')}`;
  }

  unique(prefix: string): string {
    this.#last += 1;
    return `${prefix}${this.#last}`;
  }

  /** One word to a cell. */
  cell(): string {
    return this.unique('c');
  }
}
