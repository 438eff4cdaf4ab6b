import type { Command } from 'commander';
import type { ConflictAnswer } from '../../conflicts/index.js';
import { ConfigurationError, jsonValue } from '../../shared/index.js';
import type { ResolveOptions } from './resolve-command.js';

/** What the person decided. Neither or both ways of saying it are wrong usage. @throws ConfigurationError when the value is no JSON. */
export function readAnswer(command: Command, { take, value, always = false }: ResolveOptions): ConflictAnswer {
  if ((take === undefined) === (value === undefined)) {
    command.error('error: write either --take left|right|base or --value JSON');
  }
  if (always && take !== 'left' && take !== 'right')
    command.error('error: --always goes with --take left or --take right');
  if (take !== undefined) return { take };
  return { value: parseJson(value ?? '') };
}

function parseJson(written: string) {
  try {
    return jsonValue.parse(JSON.parse(written));
  } catch (error) {
    throw new ConfigurationError(`--value ${written} is not JSON; a text stands in quotes: --value '"High"'`, {
      cause: error,
    });
  }
}
