import { appendFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type CheckResult, check, formatResult } from '../../checker/index.js';
import { seededRandom } from '../../sandbox/http/index.js';
import { trialEnvironment } from '../connection-entries.js';
import { createInstallation } from '../installation.js';
import { rememberLastWords } from '../last-words.js';
import { heldFields, settle } from '../operator.js';
import { type EditCounts, editSomething } from '../soak-edits.js';
import type { Traffic } from '../tools/controls.js';
import { startTools } from '../tools/tools.js';
import { trialConfiguration } from '../trial-configuration.js';
import { Cluster, LEASE_LOST, type Strike, VICTIMS, type Victim } from './cluster.js';
import { lookInto } from './cluster-look.js';
import { startOutsideDatabase } from './outside-database.js';
import { type WebFindings, watchWeb } from './web-watch.js';

export interface KillClusterOptions {
  /** The built `backend/main.js`. */
  readonly program: string;
  readonly items: number;
  readonly kills: number;
  /** Killed in turn; each process and the database unless told. */
  readonly victims?: readonly Victim[];
  /** How often, spread among the kills, a worker is frozen for longer than its lease. */
  readonly freezes: number;
  readonly seed: number;
  readonly editsPerSecond: number;
  readonly latencyMs: number;
  /** Whether every process runs as on a machine of its own. */
  readonly isApart: boolean;
  /** How long a killed database stays away at the most; 30 s unless told. */
  readonly longestAwayMs?: number;
  /** How long everything rests before what is left over is looked for. */
  readonly restMs?: number;
  /** Folder for the tools' log, the processes' words and, when something was found, the home; null keeps nothing. */
  readonly keepIn: string | null;
  /** Told what happens. */
  readonly say: (line: string) => void;
}

export interface KillClusterResult {
  readonly strikes: readonly Strike[];
  readonly edits: EditCounts;
  readonly conflicts: number;
  readonly check: CheckResult;
  readonly web: WebFindings;
  /** Everything else that was not as promised, in words. */
  readonly findings: readonly string[];
  readonly traffic: Traffic;
  readonly seconds: number;
}

const SHORTEST_PEACE_MS = 1_000;
const LONGEST_PEACE_MS = 7_000;
const LONGEST_AWAY_MS = 30_000;
const REST_MS = 65_000;
/** What tells in a log that a lease or the database was lost. */
const NOTICES = [LEASE_LOST, 'a run was taken over by another worker', 'the work begins anew'];

/**
 * Two workers and a web process on one database, people on both sides; kill -9 of each in turn, of the database too, and workers that
 * are frozen for longer than their lease; then peace, the checker, and a look for what the dead have left behind.
 */
export async function killClusterTrial(options: KillClusterOptions): Promise<KillClusterResult> {
  const { program, items, kills, freezes, victims = VICTIMS, seed, latencyMs, isApart, keepIn, say } = options;
  const since = performance.now();
  // Two, because what the people draw depends on how long a strike takes.
  const [random, ofPeople] = [seededRandom(seed), seededRandom(seed + 1_000)];
  const tools = await startTools({ seed, latencyMs, logFile: keepIn === null ? undefined : join(keepIn, 'tools.log') });
  const database = await startOutsideDatabase();
  const configuration = trialConfiguration(tools);
  const environment = { ...trialEnvironment, DATABASE_URL: database.url };
  const installation = await createInstallation({ program, configuration, environment });
  const look = lookInto(database.url);
  const port = await freePort();
  const web = watchWeb(`http://127.0.0.1:${port}`);
  const { longestAwayMs = LONGEST_AWAY_MS } = options;
  const parts = { installation, database, look, web, port, random };
  const cluster = new Cluster({ ...parts, isApart, longestAwayMs, say });
  const peace = new AbortController();
  const edits: EditCounts = { issues: 0, incidents: 0, created: 0, comments: 0, refused: 0 };
  const people = rememberLastWords(tools);
  const live = async () => {
    for (let number = 1; !peace.signal.aborted; number += 1) {
      await editSomething(people, { random: ofPeople, number, counts: edits });
      await delay((1000 / options.editsPerSecond) * 2 * ofPeople());
    }
  };
  let isClean = false;
  try {
    await tools.control('createTasks', { count: items });
    await installation.run(['apply', '-f', installation.configurationFile]);
    await cluster.start();
    say('two workers and a web process work');
    await installation.run(['sync', 'incidents', '--onboarding']);
    const living = live();
    for (let kill = 1; kill <= kills; kill += 1) {
      await delay(SHORTEST_PEACE_MS + (LONGEST_PEACE_MS - SHORTEST_PEACE_MS) * random());
      await cluster.kill(victims[(kill - 1) % victims.length] ?? 'web');
      const isTimeToFreeze = Math.floor((kill * freezes) / kills) > Math.floor(((kill - 1) * freezes) / kills);
      if (isTimeToFreeze) await cluster.freeze();
    }
    peace.abort();
    await living;
    await settle(installation, say);
    const held = await heldFields(installation);
    const compared = await check({
      definition: configuration,
      integration: 'incidents',
      jira: { url: tools.jiraUrl, username: 'admin@example.com', password: 'admin-token' },
      serviceNow: { url: tools.serviceNowUrl, username: 'admin', password: 'admin' },
      held,
    });
    const result = { ...compared, findings: [...compared.findings, ...(await people.findings(held))] };
    say(formatResult(result));
    await installation.run(['pause', 'incidents']);
    await delay(options.restMs ?? REST_MS);
    await cluster.findLeftovers();
    const watched = await web.stop();
    for (const { name, log } of cluster.processes) say(`${name}: ${noticesIn(log)}`);
    isClean = result.findings.length + cluster.findings.length + watched.findings.length === 0;
    return {
      strikes: cluster.strikes,
      edits,
      conflicts: held.length,
      check: result,
      web: watched,
      findings: cluster.findings,
      traffic: await tools.control('traffic'),
      seconds: (performance.now() - since) / 1000,
    };
  } finally {
    cluster.ending();
    peace.abort();
    await web.stop();
    for (const { name, log } of keepIn === null ? [] : cluster.processes) {
      await appendFile(join(keepIn ?? '', `${name.replace(' ', '-')}.log`), log);
    }
    await look.close();
    await installation.remove({ keepsHome: keepIn !== null && !isClean });
    await database.remove();
    await tools.stop();
  }
}

function noticesIn(log: string): string {
  return NOTICES.map((notice) => `${log.split(notice).length - 1} × ${notice}`).join(', ');
}

async function freePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await new Promise((resolve) => taken.close(resolve));
  return port;
}
