import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const TESTS = 'tests/end-to-end/pages';
const PICTURES = join(root, 'docs', 'pictures');

/**
 * Runs the end-to-end tests that take pictures for the documents, and puts these where the documents look for them.
 *
 * @returns {Promise<number>} the exit code
 */
export async function takePictures() {
  mkdirSync(PICTURES, { recursive: true });
  const files = readdirSync(join(root, TESTS))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${TESTS}/${name}`)
    .filter((path) => readFileSync(join(root, path), 'utf8').includes("'./support/picture.js'"));
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SYNCLINE_DOCUMENTED_PICTURES: PICTURES },
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
