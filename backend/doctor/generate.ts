import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrantFile } from '../connectors/sdk/index.js';
import { AppError, ConfigurationError, errorMessage } from '../shared/index.js';
import { needsOf } from './needs.js';
import { type DoctorParts, type Survey, syncsOf } from './survey.js';

/** A file that was written. */
export interface GeneratedFile {
  readonly connection: string;
  readonly path: string;
  readonly purpose: string;
}

/** What was written, and why nothing was for the other connections. */
export interface Generated {
  readonly files: readonly GeneratedFile[];
  readonly without: readonly { readonly connection: string; readonly reason: string }[];
}

/**
 * Writes the files that grant what the configuration needs into a folder, which is made where it is not there. They tell of
 * tables, rights and accounts, so only their owner reads them. Files of an earlier time are replaced.
 * @throws ConfigurationError when the folder cannot be written to.
 */
export async function generate(
  parts: DoctorParts,
  surveyed: Survey,
  directory: string,
  signal: AbortSignal,
): Promise<Generated> {
  const files: GeneratedFile[] = [];
  const without: { connection: string; reason: string }[] = [];
  for (const connection of surveyed.connections) {
    const made = await grantsOf(parts, surveyed, connection, signal);
    if (typeof made === 'string') {
      without.push({ connection: connection.name, reason: made });
      continue;
    }
    for (const file of made) {
      const path = join(directory, file.name);
      await write(directory, path, file.content);
      files.push({ connection: connection.name, path, purpose: file.purpose });
    }
  }
  return { files, without };
}

/** The files that grant what the syncs need of a connection; the reason when there are none. */
export async function grantsOf(
  { toolbox }: Pick<DoctorParts, 'toolbox'>,
  surveyed: Survey,
  connection: Survey['connections'][number],
  signal: AbortSignal,
): Promise<readonly GrantFile[] | string> {
  const syncs = syncsOf(surveyed, connection.name);
  if (syncs.length === 0) return 'no sync uses it';
  try {
    const { tool } = toolbox.open(connection);
    if (tool.grants === undefined) return `its connector ${connection.connector} writes none`;
    return await tool.grants(needsOf(connection.name, syncs), signal);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

async function write(directory: string, path: string, content: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(path, content, { mode: 0o600 });
    // The mode above is of new files alone.
    await chmod(path, 0o600);
  } catch (error) {
    throw new ConfigurationError(`${path} cannot be written: ${errorMessage(error)}`, { cause: error });
  }
}
