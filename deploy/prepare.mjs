import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCloneLock } from './clone-lock.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const LOCK_FILE = join(root, 'package-lock.json');
const INSTALLED = join(root, 'node_modules', '.package-lock.json');
const INSTALL_STAMP = join(root, 'node_modules', '.syncline-installed');
const DIST = join(root, 'dist');
const BUILD_STAMP = join(DIST, '.syncline-built');
const COMPILER = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const CHECKED = 'checked';
const UNCHECKED = 'unchecked';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const SOURCE_FOLDERS = ['addon', 'backend', 'tests'];
const FRONTEND_STAMP = join(DIST, '.frontend-built');
/** Made by the frontend's own build, from the description of the API. */
const FRONTEND_OUTPUTS = new Set(['frontend/api/operations.ts']);

/** What is said to the person; the command's own output is never mixed with it. */
/** @typedef {(line: string) => void} Say */

/** A step of the preparation ended with an error, which has been shown. */
export class PreparationError extends Error {}

/**
 * Installs the packages and builds, where that is not done yet; takes some ten milliseconds when it is. A folder without
 * sources (an image that carries only what was built) needs nothing.
 *
 * @param {Say} say
 * @throws {PreparationError}
 */
export async function prepare(say) {
  if (!existsSync(join(root, 'tsconfig.json'))) return;
  if (isInstalled() && isAllBuilt(UNCHECKED)) return;
  await exclusively(say, async (alsoHeldBy) => {
    await install(say, alsoHeldBy);
    await buildAll(say, alsoHeldBy, UNCHECKED);
  });
}

/**
 * Only the packages, for the checks, which report a failing build as one of their results.
 *
 * @param {Say} say
 * @throws {PreparationError}
 */
export async function prepareWithoutBuild(say) {
  if (!isInstalled()) await exclusively(say, (alsoHeldBy) => install(say, alsoHeldBy));
}

/**
 * Only the build, with the types checked.
 *
 * @param {Say} say
 * @throws {PreparationError}
 */
export async function prepareCheckedBuild(say) {
  if (!isAllBuilt(CHECKED)) await exclusively(say, (alsoHeldBy) => buildAll(say, alsoHeldBy, CHECKED));
}

async function exclusively(say, work) {
  const wait = () => say('Another process is preparing this folder; waiting for it.');
  try {
    await withCloneLock(join(DIST, '.lock'), work, wait);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
    const remedy = 'Start as the user who owns this folder, or prepare it as that user with "npm run build".';
    throw new PreparationError(`Cannot write ${error.path}. ${remedy}`);
  }
}

/** npm's own record decides where someone ran `npm ci` by hand, so that nothing is installed twice. */
function isInstalled() {
  const wanted = hashOf([LOCK_FILE]);
  if (readIfThere(INSTALL_STAMP) === wanted) return true;
  if (!existsSync(INSTALLED)) return false;
  const installed = JSON.parse(readFileSync(INSTALLED, 'utf8')).packages;
  const isThere = ([path, entry]) => path === '' || !isForHere(entry) || installed[path]?.version === entry.version;
  if (!Object.entries(JSON.parse(readFileSync(LOCK_FILE, 'utf8')).packages).every(isThere)) return false;
  writeFileSync(INSTALL_STAMP, wanted);
  return true;
}

/** npm leaves out packages for other systems and what only those need; those for one C library are not told apart here. */
function isForHere({ os, cpu, libc, optional }) {
  if (optional && !os && !cpu) return false;
  return !libc && (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

async function install(say, alsoHeldBy) {
  if (isInstalled()) return;
  const folder = join(root, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm would empty the folder that others use through their own links.
    throw new PreparationError(
      `${folder} is a link to packages that do not fit this clone: install them there, or remove it.`,
    );
  }
  say('Installing packages (about a minute, only this once) ...');
  const since = Date.now();
  // TypeScript, the linter and PostgreSQL itself are optional or development packages, whatever the environment says.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  await step('npm ci', npm(args), alsoHeldBy);
  writeFileSync(INSTALL_STAMP, hashOf([LOCK_FILE]));
  say(`Installed in ${seconds(since)}.`);
}

function npm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] };
  if (script?.endsWith('.js')) return spawn(process.execPath, [script, ...args], options);
  return spawn('npm', args, { ...options, shell: process.platform === 'win32' });
}

function isAllBuilt(kind) {
  return isBuilt(BUILD_STAMP, sourceHash(), kind) && isBuilt(FRONTEND_STAMP, frontendHash(), kind);
}

/** A checked build is also as good as an unchecked one. */
function isBuilt(stamp, hash, kind) {
  const [builtHash, builtKind] = readIfThere(stamp).split(' ');
  return builtHash === hash && (kind === UNCHECKED || builtKind === kind);
}

async function buildAll(say, alsoHeldBy, kind) {
  await build(say, alsoHeldBy, kind);
  await buildFrontend(say, alsoHeldBy, kind);
}

function sourceHash() {
  return hashOf([LOCK_FILE, join(root, 'tsconfig.json'), ...sources().map((path) => join(root, path))]);
}

/** Who starts the program need not wait for its types to be checked, which takes four times as long; the tests do that. */
async function build(say, alsoHeldBy, kind) {
  const hash = sourceHash();
  if (isBuilt(BUILD_STAMP, hash, kind)) return;
  say('Building (a few seconds) ...');
  const since = Date.now();
  rmSync(BUILD_STAMP, { force: true });
  await step('tsc', node([COMPILER, '-p', 'tsconfig.json', ...(kind === UNCHECKED ? ['--noCheck'] : [])]), alsoHeldBy);
  const files = sources();
  for (const file of files) if (!file.endsWith('.ts')) copy(file);
  removeOutputsWithoutSource(new Set(files));
  writeFileSync(BUILD_STAMP, `${hash} ${kind}`);
  say(`Built in ${seconds(since)}.`);
}

function frontendHash() {
  const files = filesBelow(root, 'frontend').filter((path) => !FRONTEND_OUTPUTS.has(path));
  const others = ['tsconfig.json', 'descriptors/openapi.yaml'];
  return hashOf([LOCK_FILE, ...[...others, ...files].map((path) => join(root, path))]);
}

/** The pages. Apart from the rest, so that neither is built anew for a change in the other. */
async function buildFrontend(say, alsoHeldBy, kind) {
  const hash = frontendHash();
  if (isBuilt(FRONTEND_STAMP, hash, kind)) return;
  say('Building the pages (a few seconds) ...');
  const since = Date.now();
  rmSync(FRONTEND_STAMP, { force: true });
  await step('vite', node([join('frontend', 'build', 'build.mjs')]), alsoHeldBy);
  if (kind === CHECKED) await step('tsc', node([COMPILER, '-p', 'frontend/tsconfig.json']), alsoHeldBy);
  writeFileSync(FRONTEND_STAMP, `${hash} ${kind}`);
  say(`Built the pages in ${seconds(since)}.`);
}

function node(args) {
  return spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Schemas, SQL and other files that the compiler leaves behind. */
function copy(file) {
  const target = join(DIST, file);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(root, file), target);
}

/** A file that was deleted or renamed must not live on in `dist`, where migrations are found by listing a folder. */
function removeOutputsWithoutSource(files) {
  for (const folder of SOURCE_FOLDERS) {
    for (const output of filesBelow(DIST, folder)) {
      if (!files.has(output) && !files.has(output.replace(/\.js(\.map)?$/, '.ts'))) rmSync(join(DIST, output));
    }
  }
}

function sources() {
  return SOURCE_FOLDERS.flatMap((folder) => filesBelow(root, folder));
}

function filesBelow(base, folder) {
  if (!existsSync(join(base, folder))) return [];
  return readdirSync(join(base, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(base, path);
      return entry.isFile() ? [path] : [];
    });
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Shows what a program said only when it failed. A signal to us ends it first, so that nothing is left behind. */
async function step(name, child, alsoHeldBy) {
  let output = '';
  let signalled;
  const pass = (signal) => {
    signalled = signal;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  if (child.pid !== undefined) alsoHeldBy(child.pid);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  for (const signal of SIGNALS) process.off(signal, pass);
  if (signalled !== undefined)
    throw new PreparationError(`Interrupted during ${name}; the next start begins it again.`);
  if (code !== 0) throw new PreparationError(`${name} failed:\n${output.trim()}`);
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
