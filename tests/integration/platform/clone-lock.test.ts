import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// Each test starts programs, and other files may keep the machine busy.
vi.setConfig({ testTimeout: 60_000 });

const IMPORT = `import { withCloneLock } from ${JSON.stringify(resolve('deploy/clone-lock.mjs'))};`;

/** Takes the lock, says so, and gives it back when its input ends; with a second argument it also starts a process that works on. */
const HOLDER = `${IMPORT}
  import { spawn } from 'node:child_process';
  const [directory, withHelper] = process.argv.slice(1);
  await withCloneLock(directory, async (alsoHeldBy) => {
    if (withHelper) {
      const helper = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
      alsoHeldBy(helper.pid);
      console.log('helper ' + helper.pid);
    }
    console.log('held');
    for await (const _ of process.stdin) {}
  }, () => console.log('waiting'));
  console.log('given back');
`;

/** Notes in the file when it has the lock and when it is about to give it back. */
const VISITOR = `${IMPORT}
  import { appendFileSync } from 'node:fs';
  import { setImmediate } from 'node:timers/promises';
  const [directory, file] = process.argv.slice(1);
  await withCloneLock(directory, async () => {
    appendFileSync(file, 'in\\n');
    await setImmediate();
    appendFileSync(file, 'out\\n');
  }, () => undefined);
`;

let directory: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'syncline-lock-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

function start(script: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', directory, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

function holder(...args: string[]) {
  const child = start(HOLDER, ...args);
  if (child.stdout === null) throw new Error('its output is a pipe');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, says: async () => (await lines.next()).value as string | undefined };
}

test('a second process waits until the first gives it back', async () => {
  const first = holder();
  expect(await first.says()).toBe('held');
  const second = holder();
  expect(await second.says()).toBe('waiting');
  first.child.stdin?.end();
  expect(await first.says()).toBe('given back');
  expect(await second.says()).toBe('held');
});

test('a killed holder holds nothing', async () => {
  const first = holder();
  expect(await first.says()).toBe('held');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(await holder().says()).toBe('held');
});

test('what a killed holder had started keeps the lock until it ends', async () => {
  const first = holder('with helper');
  const helper = Number((await first.says())?.split(' ')[1]);
  expect(await first.says()).toBe('held');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = holder();
  const says = await second.says();
  process.kill(helper, 'SIGKILL');
  expect(says).toBe('waiting');
  expect(await second.says()).toBe('held');
});

test('a number that another process has by now is nobody', async () => {
  await writeFile(join(directory, '7'), `${process.pid} 12345\n`);
  expect(await holder().says()).toBe('held');
  expect(await readdir(directory)).toEqual(['8']);
});

test('one that steps in late goes by the higher number', async () => {
  const first = holder();
  expect(await first.says()).toBe('held');
  const name = await readFile(join(directory, '1'), 'utf8');
  await writeFile(join(directory, '9'), name);
  await rm(join(directory, '1'));
  expect(await holder().says()).toBe('waiting');
});

test('of many that start at once one holds it at a time', async () => {
  const file = join(directory, 'visits');
  const visitors = Array.from({ length: 6 }, () => start(VISITOR, file));
  const codes = await Promise.all(visitors.map(async (visitor) => (await once(visitor, 'exit'))[0]));
  expect(codes).toEqual(Array(6).fill(0));
  expect(await readFile(file, 'utf8')).toBe('in\nout\n'.repeat(6));
});
