import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { applyIncidents, onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();

const keyFile = () => join(bench.home, 'secret.key');
const keysOf = async () => (await readFile(keyFile(), 'utf8')).trim().split('\n');

/** Marks begin with six characters that tell whose they are. */
function installationOfMarks(): readonly string[] {
  const marks = bench.serviceNow.people.rows('incident').map((row) => String(row.correlation_display));
  return marks.map((mark) => /([a-z2-7]{6})[a-z2-7]{24}$/.exec(mark)?.[1] ?? mark);
}

test('key rotate seals everything anew, and the old key still opens what it sealed', async () => {
  await onboardIncidents(bench);
  const [before] = await keysOf();
  const { code, document } = await bench.json('key', 'rotate');
  expect([code, document]).toEqual([0, { keyFile: keyFile(), resealed: 2, retired: 1, unopened: [] }]);
  const [now, old] = await keysOf();
  expect(old).toBe(before);
  expect(now).not.toBe(before);
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
});

// Red without: storeInstallationKey (application/deeds/rotate-key.ts): what is made after it would not be known as ours.
test('marks stay what they were when the first key is long forgotten', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  await bench.run('key', 'rotate');
  expect((await bench.run('key', 'forget')).out).toBe(
    `0 secrets sealed with the present key of ${keyFile()}.\nNo older key opens anything.`,
  );
  expect(await keysOf()).toHaveLength(1);
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is out again' });
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
  const [first, second] = installationOfMarks();
  expect(first).toHaveLength(6);
  expect(second).toBe(first);
});

// Red without: the refusal in forgetKeys (application/deeds/rotate-key.ts).
test('nothing is forgotten while something is sealed that no key opens', async () => {
  await applyIncidents(bench);
  const [first] = await keysOf();
  await bench.run('key', 'rotate');
  const [second] = await keysOf();
  await bench.run('key', 'rotate');
  const [third] = await keysOf();
  await writeFile(keyFile(), `${third}\n${first}\n`);
  await bench.database.transaction('seal with a lost key', (transaction) =>
    transaction.query(`update connections set credentials = '{"password":"lost.AAAA"}' where name = 'jira'`),
  );
  const { code, notes } = await bench.run('key', 'forget');
  expect([code, notes]).toEqual([
    2,
    'the secrets of jira do not open with any key; give them again, then forget the old keys',
  ]);
  expect(await keysOf()).toEqual([third, first]);
  expect(second).not.toBe(first);
});

test('with the key in the environment it says what its owner must do, and seals anew when he has', async () => {
  const [old, fresh] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
  bench.environment.SYNCLINE_SECRET_KEY = old;
  await applyIncidents(bench);
  const refused = await bench.run('key', 'rotate');
  expect(refused.code).toBe(2);
  expect(refused.notes).toContain('give every process OLD,NEW there, then NEW,OLD');
  bench.environment.SYNCLINE_SECRET_KEY = `${fresh},${old}`;
  expect((await bench.json('key', 'rotate')).document).toMatchObject({ keyFile: null, resealed: 2, retired: 1 });
  bench.environment.SYNCLINE_SECRET_KEY = fresh;
  expect((await bench.run('sync', 'incidents', '--onboarding', '--wait')).code).toBe(0);
});
