import type { Command } from 'commander';
import type { Chosen } from '../../application/index.js';

export interface PausingOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** The name that was given, or all; neither and both are wrong usage. */
export function readChoice(command: Command, name: string | undefined, { all = false }: PausingOptions): Chosen {
  if (name === undefined && !all) command.error('error: name an integration or a connection, or write --all');
  if (name !== undefined && all) command.error('error: write a name or --all, not both');
  return name === undefined ? 'all' : { name };
}
