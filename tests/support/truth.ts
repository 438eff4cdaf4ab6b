import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const BESIDE = fileURLToPath(new URL('../../../shared/truth', import.meta.url));

/**
 * The folder of API descriptions and recordings that lies outside the repository, or undefined where it does not exist.
 * @throws when SYNCLINE_TRUTH names a folder that is not there: then the tests were meant to run
 */
export function truthDirectory(): string | undefined {
  const named = process.env.SYNCLINE_TRUTH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`SYNCLINE_TRUTH names ${named}, which does not exist`);
    return named;
  }
  return existsSync(BESIDE) ? BESIDE : undefined;
}

/** A group of tests that need the folder; where it is absent they are skipped and say why. */
export function describeWithTruth(name: string, tests: (directory: string) => void): void {
  const directory = truthDirectory();
  if (directory === undefined)
    describe.skip(`${name} (skipped: no shared/truth beside the repository)`, () => undefined);
  else describe(name, () => tests(directory));
}
