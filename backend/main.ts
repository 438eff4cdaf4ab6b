import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, processTerminal, runCommand } from './commands/index.js';
import { packageDirectory } from './settings/index.js';

/** How long a command may take to put its work down after it was asked to end. */
const LAST_MOMENTS_MS = 10_000;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait.
    if (stopping.signal.aborted) process.exit(EXIT.interrupted);
    stopping.abort(new Error(`interrupted by ${signal}`));
    setTimeout(() => process.exit(EXIT.interrupted), LAST_MOMENTS_MS).unref();
  });
}
// `syncline status | head` closes the pipe; nobody reads the rest.
process.stdout.on('error', () => process.exit(EXIT.done));

const { version } = JSON.parse(readFileSync(join(packageDirectory(), 'package.json'), 'utf8')) as { version: string };
process.exitCode = await runCommand({
  words: process.argv.slice(2),
  environment: process.env,
  terminal: processTerminal(process.env),
  version,
  signal: stopping.signal,
});
