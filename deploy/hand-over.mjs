import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './prepare.mjs';

/**
 * Becomes another program: loads a built file into this very process with the arguments it expects. No second process
 * means that signals and the exit code need no forwarding and that nothing can be left behind.
 *
 * @param {string} file below `dist`.
 * @param {readonly string[]} args
 */
export async function handOver(file, args) {
  const path = join(root, 'dist', file);
  process.argv = [process.execPath, path, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(path).href);
}
