import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundHeap } from './application/index.js';
import { EXIT, processTerminal, runCommand } from './commands/index.js';
import { packageDirectory } from './settings/index.js';
import { stopSignal } from './shared/index.js';

boundHeap();
const signal = stopSignal(EXIT.interrupted);
// `syncline status | head` closes the pipe; nobody reads the rest.
process.stdout.on('error', () => process.exit(EXIT.done));

const { version } = JSON.parse(readFileSync(join(packageDirectory(), 'package.json'), 'utf8')) as { version: string };
process.exitCode = await runCommand({
  words: process.argv.slice(2),
  environment: process.env,
  terminal: processTerminal(process.env),
  version,
  signal,
});
