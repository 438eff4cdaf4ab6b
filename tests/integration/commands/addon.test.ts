import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { WrittenFile } from '../../../addon/build/index.js';
import { readJar } from '../addon/datacenter/read-jar.js';
import { commandBench } from './support/command-bench.js';

const bench = commandBench();
const here = process.cwd();

afterEach(() => process.chdir(here));

interface Report {
  readonly baseUrl: string;
  readonly folder: string;
  readonly files: readonly WrittenFile[];
}

test('the app is built from any working directory, and reported file by file', async () => {
  process.chdir(bench.home);
  const words = ['addon', 'build', '--base-url', 'https://sync.example.com/', '--out', 'app/deep'];
  const { code, document } = await bench.json<Report>(...words);
  expect(code).toBe(0);
  expect(document).toMatchObject({ baseUrl: 'https://sync.example.com', folder: join(bench.home, 'app/deep') });
  for (const { path, bytes, sha256 } of document.files) {
    const written = await readFile(join(document.folder, path));
    expect(written.length).toBe(bytes);
    expect(createHash('sha256').update(written).digest('hex')).toBe(sha256);
  }
  const jar = await readJar(await readFile(join(document.folder, 'syncline-data-center.jar')));
  expect(jar.get('atlassian-plugin.xml')?.toString()).toContain('https://sync.example.com/addon/data-center/admin');
  const descriptor = JSON.parse(await readFile(join(document.folder, 'atlassian-connect.json'), 'utf8'));
  expect(descriptor).toMatchObject({ baseUrl: 'https://sync.example.com', enableLicensing: false });
  const again = await bench.json<Report>(...words);
  expect(again.document).toEqual(document);
});

// Red without: readBaseUrl in the command, before anything is written.
test('an address that browsers could not use is refused before anything is written', async () => {
  const out = join(bench.home, 'app');
  const refused = await bench.run('addon', 'build', '--base-url', 'http://sync.example.com', '--out', out);
  expect(refused).toMatchObject({ code: 2, notes: expect.stringContaining('it is plain http') });
  await expect(readFile(join(out, 'syncline-data-center.jar'))).rejects.toThrow('ENOENT');
});
