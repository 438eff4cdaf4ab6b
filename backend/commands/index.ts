export { EXIT, type ExitCode } from './exit-code.js';
export { type CommandLine, runCommand } from './run-command.js';
export { processTerminal } from './terminal/index.js';
