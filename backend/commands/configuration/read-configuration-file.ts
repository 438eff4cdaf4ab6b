import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Application } from '../../application/index.js';
import {
  type ConfigurationFile,
  type Difference,
  difference,
  type Fault,
  formatFaults,
  isSameSecret,
  isSecretStored,
  type Notice,
  parseConfiguration,
  readStored,
} from '../../configuration/index.js';
import { appFaultFinder } from '../../jira-app/index.js';
import { ConfigurationError, errorMessage } from '../../shared/index.js';
import type { CommandContext } from '../command-context.js';
import { counted } from '../terminal/index.js';

/** A file, and what applying it would change. */
export interface ComparedFile {
  /** Null when it has faults. */
  readonly file: ConfigurationFile | null;
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
  readonly differences: readonly Difference[];
}

/** Reads a file and compares it with what is stored. @param path `-` is standard input. @throws ConfigurationError when it cannot be read. */
export async function compareFile(
  application: Application,
  context: CommandContext,
  path: string,
): Promise<ComparedFile> {
  const written = await readText(path);
  const { stored, secrets, appFault } = await application.database.transaction(
    'read configuration',
    async (transaction) => ({
      ...(await readStored(transaction)),
      appFault: await appFaultFinder(transaction, application.tenant),
    }),
  );
  const { file, faults, notices } = parseConfiguration(written, {
    fileName: path === '-' ? 'standard input' : path,
    connectors: application.connectors,
    environment: context.environment,
    mode: application.settings.mode,
    readFile: (named) => readNamedFile(path === '-' ? named : resolve(dirname(path), named)),
    now: application.clock.now(),
    isStored: ({ connection, field, url }) => isSecretStored(secrets.get(connection), field, url),
    appFault,
  });
  const differences =
    file === null
      ? []
      : difference(stored, file, {
          connectors: application.connectors,
          isSameSecret: (name, field, value) => {
            const own = secrets.get(name);
            return own !== undefined && isSameSecret(application.secretBox, { name, stored: own }, field, value);
          },
        });
  return { file, faults, notices, differences };
}

/** A file that a value names. What is wrong is the second half of a sentence. */
function readNamedFile(path: string): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      problem: isAbsent ? `is not there (${path}); correct the path` : `cannot be read: ${errorMessage(error)}`,
    };
  }
}

async function readText(path: string): Promise<string> {
  if (path === '-') return text(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ConfigurationError(
      isAbsent ? `${path}: there is no such file` : `${path} cannot be read: ${errorMessage(error)}`,
      { cause: error },
    );
  }
}

/** Says what is wrong with a file and what is worth knowing about it. */
export function noteFindings({ terminal }: CommandContext, { faults, notices }: ComparedFile): void {
  const { red, yellow } = terminal.noteColours;
  if (notices.length > 0) terminal.note(yellow(formatFaults(notices).trimEnd()));
  if (faults.length === 0) return;
  terminal.note(formatFaults(faults).trimEnd());
  terminal.note(red(`${counted(faults.length, 'fault')}; nothing was applied.`));
}
