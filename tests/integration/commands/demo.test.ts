import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PATIENCE_MS = 170_000;

const demo = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'tests/sandbox/demo.ts', ...words], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
  });

test(
  'the demo carries what people do on both sides, and ends with both sides equal',
  async () => {
    const { stdout } = await demo(['--seconds', '8', '--seed', '3']);
    expect(stdout).toMatch(/carried: (BENCH-|INC)/);
    expect(stdout).toContain('Both sides are equal.');
  },
  PATIENCE_MS,
);

test(
  'the demo refuses to touch a real database',
  async () => {
    await expect(demo([], { DATABASE_URL: 'postgres://me:secret@db.example.com/production' })).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('DATABASE_URL is set'),
    });
  },
  PATIENCE_MS,
);
