import { CommanderError } from 'commander';
import { AppError, errorMessage, StaleError } from '../shared/index.js';
import { createContext } from './command-context.js';
import { createProgram } from './create-program.js';
import { EXIT, type ExitCode } from './exit-code.js';
import type { Terminal } from './terminal/index.js';

/** What a command line is run with. */
export interface CommandLine {
  /** Without the program's own name. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  readonly version: string;
  readonly signal: AbortSignal;
}

/** Runs one command line. Never throws: whatever went wrong is told to the person and becomes the exit code. */
export async function runCommand({ words, environment, terminal, version, signal }: CommandLine): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const context = createContext(environment, terminal, {
    signal,
    end: (ended) => {
      code = ended;
    },
  });
  try {
    await createProgram(context, version).parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (signal.aborted) {
      terminal.note('Interrupted.');
      return EXIT.interrupted;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    terminal.note(terminal.noteColours.red(errorMessage(error)));
    if (!(error instanceof AppError) && environment.SYNCLINE_LOG_LEVEL === 'debug' && error instanceof Error) {
      terminal.note(error.stack ?? '');
    }
    return error instanceof StaleError ? EXIT.differences : EXIT.couldNotRun;
  }
}
