import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { emptyDatabase, testDatabase } from '../../support/database.js';
import { commandBench } from './support/command-bench.js';
import { onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();
const file = () => join(bench.home, 'syncline.backup');

async function backedUp(): Promise<void> {
  bench.jira.createIssue({ project: 'BENCH', summary: 'A line\u2028and a \\ and a\ttab' });
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  expect(await bench.json('backup', file())).toMatchObject({ code: 0, document: { file: file() } });
}

/** As on another machine, with the same secret key. */
async function elsewhere(): Promise<void> {
  bench.environment.DATABASE_URL = (await emptyDatabase()).url;
}

test('a backup is restored elsewhere with all that was known, and starts paused', async () => {
  await backedUp();
  const history = await bench.json('history', 'BENCH-1');
  await elsewhere();
  const { document } = await bench.json<{ madeAt: string }>('restore', file());
  expect(Date.parse(document.madeAt)).toBeLessThanOrEqual(Date.now());

  expect((await bench.json('history', 'BENCH-1')).document).toEqual(history.document);
  expect((await bench.run('history', 'BENCH-1', '--verify')).code).toBe(0);
  const status = await bench.run('status');
  expect(status.out).toContain('Everything is paused: this database was restored from a backup');
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(2);
});

test('what was made since the backup is found by its marks, not made again', async () => {
  await backedUp();
  bench.jira.createIssue({ project: 'BENCH', summary: 'Made after the backup' });
  await bench.run('sync', 'incidents', '--wait');
  expect(bench.serviceNow.people.rows('incident')).toHaveLength(3);
  await elsewhere();
  await bench.run('restore', file());
  await bench.run('resume', '--all');
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
  expect(bench.serviceNow.people.rows('incident')).toHaveLength(3);
});

test('new rows go on after the restored ones', async () => {
  await backedUp();
  await elsewhere();
  await bench.run('restore', file());
  await bench.run('resume', '--all');
  bench.jira.edit('BENCH-2', { summary: 'Printer is out' });
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
  expect((await bench.run('history', 'BENCH-2', '--verify')).code).toBe(0);
});

test('the file is its owner’s alone and holds no secret in clear', async () => {
  await backedUp();
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  const text = gunzipSync(await readFile(file())).toString();
  expect(text.includes('sync@example.com')).toBe(true);
  expect(text.includes(bench.environment.JIRA_TOKEN ?? '')).toBe(false);
});

test.each([
  ['cut off', (text: string) => text.slice(0, text.length / 2), 'was cut off'],
  ['of a newer program', (text: string) => text.replace('"format":1', '"format":2'), 'has format 2'],
  ['no backup', () => 'hello', 'is not a backup'],
])('a file that is %s is refused, and the database stays empty', async (_name, change, words) => {
  await backedUp();
  await writeFile(file(), gzipSync(change(gunzipSync(await readFile(file())).toString())));
  await elsewhere();
  const refused = await bench.run('restore', file());
  expect(refused.code).toBe(2);
  expect(refused.notes).toContain(words);
  expect((await bench.run('status')).out).toContain('Nothing is configured yet');
});

test('a database in use is not restored into', async () => {
  await backedUp();
  const refused = await bench.run('restore', file());
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.notes).toContain('the database is in use already; restore into an empty one');
});

test('a database that has been migrated and holds nothing is empty', async () => {
  await backedUp();
  bench.environment.DATABASE_URL = (await testDatabase()).url;
  expect(await bench.run('restore', file())).toMatchObject({ code: 0 });
});
