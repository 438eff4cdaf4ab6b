import { parseArgs } from 'node:util';
import { ConfigurationError } from '../../../backend/shared/index.js';

export interface DemoOptions {
  /** Ends by itself when people have worked so long; null: never. */
  readonly seconds: number | null;
  readonly seed: number;
  readonly isHelp: boolean;
}

export const USAGE = `Usage: npm run demo [-- --seconds N] [--seed N]

A simulated Jira and a simulated ServiceNow on this machine, two hundred issues, people who edit on both sides, and Syncline
between them. Nothing is installed, kept or sent anywhere.

  --seconds N   let people work for N seconds, then check that both sides are equal
  --seed N      the same people do the same things`;

/** Reads the command line. @throws ConfigurationError for what is not understood, or when the demo would touch a real database. */
export function readDemoOptions(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): DemoOptions {
  if (environment.DATABASE_URL) {
    throw new ConfigurationError('DATABASE_URL is set: the demo runs on a database of its own alone; unset it first');
  }
  const { values } = parse(words);
  return {
    seconds: values.seconds === undefined ? null : wholeNumber('--seconds', values.seconds),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : wholeNumber('--seed', values.seed),
    isHelp: values.help === true,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { seconds: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new ConfigurationError(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}

function wholeNumber(name: string, written: string): number {
  if (!/^\d{1,9}$/.test(written)) throw new ConfigurationError(`${name} ${written}: write a whole number`);
  return Number(written);
}
