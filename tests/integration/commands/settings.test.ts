import { expect, test } from 'vitest';
import { versionedPostgres } from '../../support/versioned-postgres.js';
import { commandBench } from './support/command-bench.js';

const bench = commandBench();

test.each([
  [
    'SYNCLINE_PORT',
    '80800',
    'SYNCLINE_PORT: "80800" is not valid: it must be a port number from 0 (any free one) to 65535',
  ],
  ['SYNCLINE_MODE', 'cloud', 'SYNCLINE_MODE: "cloud" is not valid: it must be onpremise or saas'],
  ['SYNCLINE_LOG_LEVEL', 'loud', 'SYNCLINE_LOG_LEVEL: "loud" is not valid: it must be debug or info or warn or error'],
])('a wrong %s ends with 2 and one line that says the right form', async (name, value, line) => {
  bench.environment[name] = value;
  const { code, notes, out } = await bench.run('status');
  expect({ code, notes, out }).toEqual({ code: 2, notes: line, out: '' });
});

test('a database that is not there is named without its password', async () => {
  bench.environment.DATABASE_URL = 'postgres://somebody:hush@127.0.0.1:9/nothing';
  const { code, notes } = await bench.run('status');
  expect(code).toBe(2);
  expect(notes).toMatch(/^DATABASE_URL: 127\.0\.0\.1:9\/nothing cannot be used: .*ECONNREFUSED.*; check the address/);
  expect(notes).not.toContain('hush');
  expect(notes.split('\n')).toHaveLength(1);
});

test.each([
  [130_016, '13'],
  [190_000, '19'],
])('a PostgreSQL that nobody has tried (%i) is refused by its version', async (version, major) => {
  const postgres = await versionedPostgres(version);
  bench.environment.DATABASE_URL = postgres.url;
  const { code, notes } = await bench.run('status');
  await postgres.close();
  expect(code).toBe(2);
  expect(notes).toMatch(
    new RegExp(`^DATABASE_URL: 127\\.0\\.0\\.1:\\d+/old is PostgreSQL ${major}; it must be one of 14 to 18, or leave`),
  );
});

test('a database of a newer program is refused with the way out', async () => {
  await bench.database.transaction('come from the future', (transaction) =>
    transaction.query(`insert into schema_migrations (name) values ('999-from-the-future')`),
  );
  const { code, notes } = await bench.run('status');
  expect(code).toBe(2);
  expect(notes).toContain('was migrated by a newer Syncline (999-from-the-future): start that version again');
});

test('config shows every setting with its origin and no secret', async () => {
  bench.environment.SYNCLINE_SECRET_KEY = Buffer.alloc(32, 7).toString('base64');
  bench.environment.HTTPS_PROXY = 'http://me:hush@proxy.example.com:3128';
  const { code, document } = await bench.json<{ settings: readonly { name: string; value: string; origin: string }[] }>(
    'config',
  );
  expect(code).toBe(0);
  const shown = Object.fromEntries(document.settings.map(({ name, value, origin }) => [name, `${value} (${origin})`]));
  expect(shown).toMatchObject({
    SYNCLINE_HOME: `${bench.home} (environment)`,
    SYNCLINE_SECRET_KEY: '(secret) (environment)',
    SYNCLINE_PORT: '8080 (default)',
    HTTPS_PROXY: 'http://me:***@proxy.example.com:3128/ (environment)',
  });
  expect(JSON.stringify(document)).not.toContain('hush');
});

test('help and version need no valid setting', async () => {
  bench.environment.SYNCLINE_PORT = 'none';
  expect((await bench.run('--version')).code).toBe(0);
  expect((await bench.run('sync', '--help')).code).toBe(0);
});
