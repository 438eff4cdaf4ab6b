import { boundHeap } from './application/index.js';
import { EXIT, processTerminal, runCommand } from './commands/index.js';
import { programVersion } from './settings/index.js';
import { stopSignal } from './shared/index.js';

boundHeap();
const signal = stopSignal(EXIT.interrupted);
// `syncline status | head` closes the pipe; nobody reads the rest.
process.stdout.on('error', () => process.exit(EXIT.done));

process.exitCode = await runCommand({
  words: process.argv.slice(2),
  environment: process.env,
  terminal: processTerminal(process.env),
  version: programVersion(),
  signal,
});
