import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['dist/**', 'node_modules/**'],
    globalSetup: ['tests/support/database-server.ts'],
    // Processes, not threads: some tests kill things, change directories and read memory.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    // A test that passes only when something ran before it shows here.
    sequence: { shuffle: { files: true, tests: false } },
    restoreMocks: true,
  },
});
