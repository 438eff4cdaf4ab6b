import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AddonBuild, BuildTarget } from './addon-build.js';

/** A file that was written. */
export interface WrittenFile {
  readonly host: AddonBuild['host'];
  /** Below the output folder, with `/` between the parts. */
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/**
 * Makes all the builds and writes them below a folder, which is made where it is missing. Nothing is written before all of them are made.
 * @throws the error of the file system, when it refuses.
 */
export async function writeBuilds(
  builds: readonly AddonBuild[],
  target: BuildTarget,
  folder: string,
): Promise<readonly WrittenFile[]> {
  const made = await Promise.all(
    builds.map(async ({ host, build }) => (await build(target)).map((file) => ({ host, ...file }))),
  );
  const written: WrittenFile[] = [];
  for (const { host, path, bytes } of made.flat()) {
    const place = join(folder, ...path.split('/'));
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes);
    written.push({ host, path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return written;
}
