import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hydrateSymlinks } from '../../../backend/storage/embedded/binaries.js';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'syncline-binaries-'));
  await mkdir(join(root, 'native', 'lib'), { recursive: true });
  await writeFile(join(root, 'native', 'lib', 'libz.so.1.2'), 'library');
  const links = [
    { source: 'native/lib/libz.so.1.2', target: 'native/lib/libz.so.1' },
    { source: 'native/lib/libz.so.1', target: 'native/lib/libz.so' },
  ];
  await writeFile(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(links));
});

afterEach(() => rm(root, { recursive: true }));

test('libraries get the names that npm could not carry, wherever the package lies', async () => {
  await hydrateSymlinks(root);
  expect(await readFile(join(root, 'native', 'lib', 'libz.so'), 'utf8')).toBe('library');
  expect(await readlink(join(root, 'native', 'lib', 'libz.so'))).toBe('libz.so.1');
});

test('names that are there already stay, also when two processes make them at once', async () => {
  await Promise.all([hydrateSymlinks(root), hydrateSymlinks(root)]);
  await hydrateSymlinks(root);
  expect(await readFile(join(root, 'native', 'lib', 'libz.so.1'), 'utf8')).toBe('library');
});

test('a package without such names needs nothing', async () => {
  await rm(join(root, 'native', 'pg-symlinks.json'));
  await expect(hydrateSymlinks(root)).resolves.toBeUndefined();
});
