import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// Each test starts programs, and other files may keep the machine busy.
vi.setConfig({ testTimeout: 60_000 });

/** Stands for the program: tells its arguments and its process, and ends with code 7 when its input ends or by a signal. */
const MAIN = `
import { readFileSync } from 'node:fs';
process.once('SIGTERM', () => process.exit(8));
const asset = readFileSync(new URL('asset.sql', import.meta.url), 'utf8');
process.stdout.write(JSON.stringify({ args: process.argv.slice(2), pid: process.pid, asset }) + '\\n');
process.stdin.resume();
process.stdin.once('end', () => process.exit(7));
`;

let clone: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  clone = join(await mkdtemp(join(tmpdir(), 'syncline-clone-')), 'a clone with spaces');
  await cp(resolve('deploy'), join(clone, 'deploy'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json']) await cp(resolve(file), join(clone, file));
  // Nothing can be installed through the link, which would empty the packages of the repository: the program refuses it,
  // and `start` gives it no npm besides.
  await symlink(resolve('node_modules'), join(clone, 'node_modules'));
  await write('backend/main.ts', MAIN);
  await write('backend/asset.sql', 'select 1');
  await write('backend/other.ts', 'export const other = 1;\n');
  // Stand for the pages and what their types come from.
  await write('frontend/build/build.mjs', '');
  await write('descriptors/openapi.yaml', 'openapi: 3.1.0\n');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dirname(clone), { recursive: true });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(clone, file)), { recursive: true });
  await writeFile(join(clone, file), text);
}

/** Starts one of the programs in `deploy`, and tells what it said once it has ended or answered. */
function start(file: string, ...args: string[]) {
  const env = { ...process.env, npm_execpath: join(clone, 'no-npm.js') };
  const child = spawn(process.execPath, [join(clone, 'deploy', file), ...args], { cwd: tmpdir(), env });
  children.push(child);
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, output, errors }));
  const answered = new Promise<{ args: string[]; pid: number; asset: string }>((answer) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      const line = output.split('\n').find((text) => text.startsWith('{'));
      if (line !== undefined && output.endsWith('\n')) answer(JSON.parse(line));
    });
  });
  return { child, ended, answered };
}

/** Runs the program with its input at an end. */
function run(file: string, ...args: string[]) {
  const started = start(file, ...args);
  started.child.stdin.end();
  return started;
}

test('the first start builds and becomes the program, with its arguments and exit code', async () => {
  const first = run('from-clone.mjs', 'serve', '--port', '0');
  expect(await first.answered).toEqual({ args: ['serve', '--port', '0'], pid: first.child.pid, asset: 'select 1' });
  const { code, output } = await first.ended;
  expect(code).toBe(7);
  expect(output.split('\n').slice(0, 2)).toEqual(['Building (a few seconds) ...', expect.stringMatching(/^Built in/)]);
});

test('the second start says nothing of its own', async () => {
  await run('from-clone.mjs', 'serve').ended;
  const { output } = await run('from-clone.mjs', 'serve').ended;
  expect(output.trim().split('\n')).toHaveLength(1);
});

test('a changed source is built anew, and what came of a deleted one goes', async () => {
  await run('from-clone.mjs', 'build').ended;
  await write('backend/asset.sql', 'select 2');
  await rm(join(clone, 'backend', 'other.ts'));
  expect(await run('from-clone.mjs', 'serve').answered).toMatchObject({ asset: 'select 2' });
  expect((await readdir(join(clone, 'dist', 'backend'))).toSorted()).toEqual(['asset.sql', 'main.js', 'main.js.map']);
});

test('packages that do not fit are not installed through a link, for others may use them', async () => {
  const lock = JSON.parse(await readFile(resolve('package-lock.json'), 'utf8'));
  lock.packages['node_modules/pg'].version = '0.0.1';
  await write('package-lock.json', JSON.stringify(lock));
  const { code, errors } = await run('from-clone.mjs', 'build').ended;
  expect([code, errors]).toEqual([2, expect.stringContaining('is a link to packages that do not fit this clone')]);
});

test('a source that cannot be built is shown, and ends with 2 each time until it is mended', async () => {
  await write('backend/other.ts', 'export const other = ;\n');
  for (const _ of [1, 2]) {
    const { code, errors } = await run('from-clone.mjs', 'serve').ended;
    expect(code).toBe(2);
    expect(errors).toContain('backend/other.ts(1,22)');
  }
});

test('a command keeps standard output for itself while it builds', async () => {
  const { output, errors } = await run('syncline.mjs', 'status', '--json').ended;
  expect(JSON.parse(output)).toMatchObject({ args: ['status', '--json'] });
  expect(errors).toContain('Building');
});

test('a signal reaches the program, for there is no process between', async () => {
  const { child, answered, ended } = start('from-clone.mjs', 'serve');
  await answered;
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 8 });
});

test('of two starts at once one builds, and both run', async () => {
  const both = [start('from-clone.mjs', 'serve'), start('from-clone.mjs', 'serve')];
  await Promise.all(both.map(({ answered }) => answered));
  for (const { child } of both) child.stdin.end();
  const outputs = (await Promise.all(both.map(({ ended }) => ended))).map(({ output }) => output);
  expect(outputs.filter((output) => output.includes('Built in'))).toHaveLength(1);
});

test('a signal during the build ends it, and the next start begins it again', async () => {
  const { child, ended } = start('from-clone.mjs', 'serve');
  const holders = () => readFile(join(clone, 'dist', '.lock', '1'), 'utf8').catch(() => '');
  await expect.poll(async () => (await holders()).trim().split('\n').length, { interval: 5 }).toBe(2);
  child.kill('SIGTERM');
  const { code, errors } = await ended;
  expect([code, errors]).toEqual([2, expect.stringContaining('Interrupted during tsc')]);
  await expect(readFile(join(clone, 'dist', '.syncline-built'))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await run('from-clone.mjs', 'serve').ended).toMatchObject({ code: 7 });
});

test('an old Node is told which one is needed', async () => {
  const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.9' } });";
  const script = `${pretend} import(${JSON.stringify(join(clone, 'deploy', 'from-clone.mjs'))});`;
  const child = spawn(process.execPath, ['-e', script]);
  children.push(child);
  const [line] = await once(child.stderr, 'data');
  expect(String(line)).toBe('Syncline needs Node 20.19 or newer; this is Node 20.18.9.\n');
  expect(await once(child, 'close')).toEqual([2, null]);
});

test('an unknown word is wrong usage', async () => {
  expect(await run('from-clone.mjs', 'fly').ended).toMatchObject({ code: 64 });
});
