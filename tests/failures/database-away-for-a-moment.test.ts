import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { testDatabase } from '../support/database.js';
import { trialEnvironment } from '../trials/connection-entries.js';
import { freezeProgram } from '../trials/frozen-program.js';
import { createInstallation } from '../trials/installation.js';
import { startTools } from '../trials/tools/tools.js';
import { trialConfiguration } from '../trials/trial-configuration.js';

const ITEMS = 60;
const LATENCY_MS = 100;
const LOOK_MS = 100;
/** Shorter than a lease, so that nobody takes over what the worker has in hand, and longer than its attempt to give it back. */
const AWAY_MS = 3_000;
const LONGEST_MS = 120_000;

// Red without: leasedDatabase in backend/application/worker.ts, by which a worker that could not give its claims back begins anew.
test(
  'a worker whose database is away for a moment goes on with what it had in hand',
  async () => {
    const program = await freezeProgram();
    const tools = await startTools({ seed: 1, latencyMs: LATENCY_MS });
    const { url: databaseUrl } = await testDatabase();
    const installation = await createInstallation({
      program: program.main,
      configuration: trialConfiguration(tools),
      environment: { ...trialEnvironment, DATABASE_URL: databaseUrl },
    });
    const written = async () => (await tools.control('traffic')).serviceNow.writes;
    const patience = AbortSignal.timeout(LONGEST_MS);
    try {
      await tools.control('createTasks', { count: ITEMS });
      await installation.run(['apply', '-f', installation.configurationFile]);
      await installation.run(['sync', 'incidents', '--onboarding', '--wait']);
      const before = await written();
      const [first, ...others] = await tools.control('issues');
      const now = (issue = first) => tools.control('editIssue', issue?.key ?? '', { summary: `Now ${issue?.key}` });
      for (const issue of others) await now(issue);
      const worker = installation.start(['serve', '--role', 'worker']);
      await until(async () => (await written()) > before, patience);
      await whileAway(databaseUrl, () => delay(AWAY_MS));
      expect(await written()).toBeLessThan(before + others.length);

      // The run that was in hand is the only one of its kind: as long as it stands, nothing new is read.
      await now(first);
      const isCarried = async () => {
        const { incidents } = await tools.control('texts');
        return incidents.some(({ title }) => title === `Now ${first?.key}`);
      };
      await until(isCarried, patience);
      worker.child.kill('SIGTERM');
      expect(await worker.ended).toMatchObject({ code: 0 });
    } finally {
      await installation.remove();
      await tools.stop();
      await program.remove();
    }
  },
  LONGEST_MS + 30_000,
);

/** Ends all connections to a database and lets nobody in until `work` is done. */
async function whileAway(databaseUrl: string, work: () => Promise<void>): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const server = new pg.Client({ connectionString: inject('databaseServerUrl') });
  await server.connect();
  try {
    await server.query(`alter database ${name} with allow_connections false`);
    await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await work();
    await server.query(`alter database ${name} with allow_connections true`);
  } finally {
    await server.end();
  }
}

async function until(isSo: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!(await isSo())) await delay(LOOK_MS, undefined, { signal });
}
