import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../../backend/storage/index.js';
import { check } from '../checker/index.js';
import { greetingOf } from '../integration/commands/support/greeting.js';
import { testDatabase } from '../support/database.js';
import { trialEnvironment } from '../trials/connection-entries.js';
import { freezeProgram } from '../trials/frozen-program.js';
import { createInstallation, type Running } from '../trials/installation.js';
import { startTools } from '../trials/tools/tools.js';
import { trialConfiguration } from '../trials/trial-configuration.js';

/** More than the batches that the killed worker has in hand: what it may have sent is made again only when it can no longer land. */
const ITEMS = 450;
const LATENCY_MS = 200;
const LOOK_MS = 200;
/** What a killed worker had to do is taken up within this (design 11). */
const TAKEN_UP_MS = 60_000;
const LONGEST_MS = 400_000;

// Red without: listForsakenRuns in backend/ticks/tick-repository.ts.
test(
  'of two workers one is killed in the middle of an onboarding: the other takes it up within a minute, and nothing is doubled',
  async () => {
    const program = await freezeProgram();
    const tools = await startTools({ seed: 1, latencyMs: LATENCY_MS });
    const { url: databaseUrl } = await testDatabase();
    const database = openDatabase(databaseUrl, { poolSize: 1 });
    const definition = trialConfiguration(tools);
    const installation = await createInstallation({
      program: program.main,
      configuration: definition,
      environment: { ...trialEnvironment, DATABASE_URL: databaseUrl },
    });
    const written = async () => (await tools.control('traffic')).serviceNow.writes;
    try {
      await tools.control('createTasks', { count: ITEMS });
      await installation.run(['apply', '-f', installation.configurationFile]);
      const web = await askable(installation.start(['serve', '--role', 'web', '--port', '0']));
      const workers = [1, 2].map(() => installation.start(['serve', '--role', 'worker']));
      const patience = AbortSignal.timeout(LONGEST_MS);
      await until(async () => (await web('/status')).workers === 2, patience);
      await installation.run(['sync', 'incidents', '--onboarding']);
      await until(async () => (await written()) > 0, patience);

      const pid = await processAtWork(database);
      const killed = workers.find(({ child }) => child.pid === pid);
      killed?.child.kill('SIGKILL');
      await killed?.ended;
      expect(await written()).toBeLessThan(ITEMS);
      const inTime = AbortSignal.timeout(TAKEN_UP_MS);
      await until(async () => ![pid, null].includes(await processAtWork(database)), inTime);
      const before = await written();
      await until(async () => (await written()) > before, inTime);

      await until(async () => {
        const { links, waiting, onboardedAt } = await web('/integrations/incidents');
        return links === ITEMS && waiting === 0 && onboardedAt !== null;
      }, patience);
      const result = await check({
        definition,
        integration: 'incidents',
        jira: { url: tools.jiraUrl, username: 'admin@example.com', password: 'admin-token' },
        serviceNow: { url: tools.serviceNowUrl, username: 'admin', password: 'admin' },
        hasUniqueTitles: true,
      });
      expect(result).toMatchObject({ issues: ITEMS, records: ITEMS, pairs: ITEMS, findings: [] });
    } finally {
      await installation.remove();
      await database.close();
      await tools.stop();
      await program.remove();
    }
  },
  LONGEST_MS,
);

/** What is asked of the web process, as JSON. */
async function askable({ child }: Running) {
  if (child.stdout === null) throw new Error('the process has no output');
  const { url, token } = await greetingOf(child.stdout);
  child.stdout.resume();
  return async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    const response = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };
}

/** The id of the process that has the onboarding in hand; null when nobody who lives has it. */
async function processAtWork(database: Database): Promise<number | null> {
  const rows = await database.transaction('who works', (transaction) =>
    transaction.query(
      `select split_part(w.name, ' ', 4) as pid from claims c join workers w on w.id = c.worker_id
         join integration_runs r on c.key = 'run:' || r.id where r.mode = 'onboarding' and w.lease_until > syncline_now()`,
    ),
  );
  return rows[0] === undefined ? null : Number(rows[0].pid);
}

async function until(isSo: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!(await isSo())) await delay(LOOK_MS, undefined, { signal });
}
