import pg from 'pg';
import { afterEach, expect, inject, test } from 'vitest';
import { commandBench } from './support/command-bench.js';
import { onboardIncidents } from './support/incidents-file.js';

const bench = commandBench();
let copy: string | undefined;

afterEach(async () => {
  if (copy !== undefined) await onServer(`drop database if exists ${copy} with (force)`);
  copy = undefined;
});

// I18. Seen to go red when `checkInstallation` does not compare fingerprints.
test('a copied database pauses everything until a person says that it shall run here', async () => {
  bench.jira.createIssue({ project: 'BENCH', summary: 'Printer is on fire' });
  await onboardIncidents(bench);
  await workOnCopy();

  await bench.run('sync', 'incidents', '--wait');
  const refused = await bench.run('sync', 'incidents', '--wait');
  expect(refused.code).toBe(2);
  expect(refused.notes).toContain('this database is a copy of another installation');
  expect((await bench.run('resume', 'incidents')).code).toBe(2);
  expect((await bench.run('status')).out).toContain('Everything is paused: this database is a copy');

  expect((await bench.run('resume', '--all')).code).toBe(0);
  expect((await bench.run('sync', 'incidents', '--wait')).code).toBe(0);
});

/** As a backup that is restored beside the original. */
async function workOnCopy(): Promise<void> {
  const original = new URL(bench.databaseUrl);
  copy = `${original.pathname.slice(1)}_copy`;
  await bench.database.close();
  await onServer(`create database ${copy} template ${original.pathname.slice(1)}`);
  original.pathname = copy;
  bench.environment.DATABASE_URL = original.href;
}

async function onServer(statement: string): Promise<void> {
  const server = new pg.Client({ connectionString: inject('databaseServerUrl') });
  await server.connect();
  try {
    await server.query(statement);
  } finally {
    await server.end();
  }
}
