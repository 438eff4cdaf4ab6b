import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const CHILD = join(import.meta.dirname, 'heap-child.ts');

async function mostTaken(...words: readonly string[]): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', CHILD, ...words]);
  return (JSON.parse(stdout) as { most: number }).most;
}

// Red without: setFlagsFromString in boundHeap (application/bounded-heap.ts), or where V8 no longer takes it.
test('garbage makes the heap grow less than V8 would let it', async () => {
  const [bound, free] = await Promise.all([mostTaken('bound'), mostTaken()]);
  expect(bound / free).toBeLessThan(0.85);
}, 60_000);
