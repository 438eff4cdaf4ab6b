import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PreparationError, prepareCheckedBuild, root } from './prepare.mjs';

const FOLDERS_WITH_ARROWS = ['addon', 'backend', 'frontend', 'tests'].filter((name) => existsSync(join(root, name)));

/** Before the tests: what a machine can say about the code without running it. Each counts as one test. */
const CHECKS = [
  { name: 'format and lint', run: () => program('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']) },
  {
    name: 'circles',
    run: () => program('@biomejs/biome/bin/biome', ['lint', '--only=suspicious/noImportCycles', '.']),
  },
  { name: 'types and build', run: build },
  { name: 'unused code', run: () => program('knip/bin/knip.js', []) },
  { name: 'arrows', run: arrows },
];

const INTERRUPTED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const children = new Set();
let interruptedBy;

/**
 * Runs every check and then the tests; a failing check does not keep the others from being seen.
 *
 * @param {readonly string[]} vitestArgs such as a folder of tests.
 * @param {(line: string) => void} say
 * @returns {Promise<number>} the exit code
 */
export async function runChecks(vitestArgs, say) {
  for (const signal of Object.keys(INTERRUPTED)) process.on(signal, () => interrupt(signal));
  const count = { passed: 0, failed: 0 };
  for (const { name, run } of CHECKS) {
    if (interruptedBy) break;
    const since = Date.now();
    const fault = await run();
    if (interruptedBy) break;
    count[fault === undefined ? 'passed' : 'failed'] += 1;
    const seconds = ((Date.now() - since) / 1000).toFixed(1);
    say(fault === undefined ? `ok      ${name} (${seconds} s)` : `${fault}\nFAILED  ${name} (${seconds} s)`);
  }
  if (!interruptedBy) add(count, await tests(vitestArgs));
  if (interruptedBy) return INTERRUPTED[interruptedBy];
  say(`${count.passed} passed, ${count.failed} failed`);
  return count.failed === 0 ? 0 : 1;
}

/** Children in our terminal's group have had Ctrl-C already; a second one would make vitest drop its clean-up. */
function interrupt(signal) {
  interruptedBy ??= signal;
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of children) child.kill(signal);
}

async function build() {
  try {
    await prepareCheckedBuild(() => undefined);
    return undefined;
  } catch (error) {
    if (error instanceof PreparationError) return error.message;
    throw error;
  }
}

/** The cruiser calls it a success when it understood no file at all, so what it saw is counted. */
async function arrows() {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...FOLDERS_WITH_ARROWS];
  const { code, output } = await run('dependency-cruiser/bin/dependency-cruise.mjs', args, 'pipe');
  if (code !== 0) return output;
  const [, modules, dependencies] = /\((\d+) modules, (\d+) dependencies cruised\)/.exec(output) ?? [];
  return Number(modules) > 0 && Number(dependencies) > 0 ? undefined : `no module was looked at:\n${output}`;
}

async function program(path, args) {
  const { code, output } = await run(path, args, 'pipe');
  return code === 0 ? undefined : output;
}

/** How many tests passed and failed, by vitest's own report; a file that cannot be loaded is one failed test. */
async function tests(vitestArgs) {
  const directory = mkdtempSync(join(tmpdir(), 'syncline-report-'));
  try {
    const file = join(directory, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await run('vitest/vitest.mjs', ['run', ...reporters, ...vitestArgs], 'inherit');
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    const passed = report?.numPassedTests ?? 0;
    const unloaded = report?.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
    );
    const failed = (report?.numFailedTests ?? 0) + (unloaded?.length ?? 0);
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function add(count, { passed, failed }) {
  count.passed += passed;
  count.failed += failed;
}

async function run(path, args, output) {
  const child = spawn(process.execPath, [join(root, 'node_modules', path), ...args], {
    cwd: root,
    stdio: ['ignore', output, output],
  });
  children.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  children.delete(child);
  return { code, output: text.trim() };
}
