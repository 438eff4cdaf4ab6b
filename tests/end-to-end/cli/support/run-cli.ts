import picocolors from 'picocolors';
import { runCommand } from '../../../../backend/commands/index.js';

/** How a command line ended. */
export interface CliResult {
  readonly code: number;
  /** Its report, on standard output. */
  readonly output: string;
  /** What it said beside it, on standard error. */
  readonly notes: string;
}

/** Runs a command line in this process: everything but the start of a process is as for a person. */
export async function runCli(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CliResult> {
  let output = '';
  let notes = '';
  const code = await runCommand({
    words,
    environment,
    terminal: {
      print: (text) => {
        output += `${text}\n`;
      },
      printJson: (document) => {
        output += JSON.stringify(document);
      },
      note: (text) => {
        notes += `${text}\n`;
      },
      colours: picocolors.createColors(false),
      noteColours: picocolors.createColors(false),
      isWatched: false,
      width: 120,
      draw: () => undefined,
    },
    version: '0.0.0',
    signal: new AbortController().signal,
  });
  return { code, output, notes };
}
