import { randomInt, randomUUID } from 'node:crypto';

/** Chance as a parameter: identifiers and jitter come from here, so that a seed repeats a whole test. Never used for secrets. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A version 4 UUID. */
  uuid(): string;
}

const RESOLUTION = 2 ** 32;

/** The machine's own source. */
export const systemRandom: Random = {
  next: () => randomInt(RESOLUTION) / RESOLUTION,
  uuid: () => randomUUID(),
};
