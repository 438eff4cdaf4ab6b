import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

/**
 * Runs `work` while no other process does so with the same directory, and answers what it answers. A holder that was killed
 * holds nothing, unless a process that it named by `alsoHeldBy` still works on.
 *
 * The lock is the file with the highest number in the directory. Its lines name the holders; it is empty once given back.
 * To take it means to create the next number, which the file system grants to one process only. Numbers never go down: that
 * is why two that find the same dead holder cannot both succeed, which "delete the dead one's file and create it anew" would
 * let happen. One that looked long ago and creates a number already passed sees the higher one and steps back.
 *
 * @template T
 * @param {string} directory
 * @param {(alsoHeldBy: (pid: number) => void) => Promise<T>} work
 * @param {() => void} onWait called once if another process has it.
 * @returns {Promise<T>}
 */
export async function withCloneLock(directory, work, onWait) {
  mkdirSync(directory, { recursive: true });
  const number = await take(directory, onWait);
  try {
    return await work((pid) => appendFileSync(join(directory, String(number)), nameOf(pid)));
  } finally {
    write(directory, '', (from) => renameSync(from, join(directory, String(number))));
  }
}

async function take(directory, onWait) {
  for (let hasWaited = false; ; await sleep(POLL_MS)) {
    const highest = highestIn(directory);
    if (isHeld(directory, highest)) {
      if (!hasWaited) onWait();
      hasWaited = true;
      continue;
    }
    const next = highest + 1;
    const isCreated = write(directory, nameOf(process.pid), (from) => linkSync(from, join(directory, String(next))));
    if (!isCreated) continue;
    if (highestIn(directory) > next) {
      rmSync(join(directory, String(next)), { force: true });
      continue;
    }
    for (const passed of numbersIn(directory).filter((number) => number < next)) {
      rmSync(join(directory, String(passed)), { force: true });
    }
    return next;
  }
}

function numbersIn(directory) {
  return readdirSync(directory)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function highestIn(directory) {
  return Math.max(0, ...numbersIn(directory));
}

function isHeld(directory, number) {
  return readIfThere(join(directory, String(number)))
    .split('\n')
    .some((line) => line !== '' && isAlive(line));
}

function isAlive(name) {
  const pid = Number(name.split(' ')[0]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  return nameOf(pid).trim() === name;
}

function nameOf(pid) {
  return `${pid} ${startOf(pid)}\n`;
}

/** When a process started, where the system tells: a number alone is soon another process's, above all in containers. */
function startOf(pid) {
  const [state, ...fields] = readIfThere(`/proc/${pid}/stat`).split(') ').pop().split(' ');
  return state === 'Z' ? 'ended' : (fields[18] ?? 'unknown');
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Puts a whole file into place with `place`; answers whether it was granted. */
function write(directory, text, place) {
  const unfinished = join(directory, `unfinished-${process.pid}`);
  writeFileSync(unfinished, text);
  try {
    place(unfinished);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
