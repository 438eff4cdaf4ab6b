import { appendFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LEASE_SECONDS } from '../../../backend/storage/index.js';
import { type CheckResult, check, formatResult } from '../../checker/index.js';
import { seededRandom } from '../../sandbox/http/index.js';
import { createInstallation } from '../installation.js';
import { rememberLastWords } from '../last-words.js';
import { heldFields, settle } from '../operator.js';
import { type EditCounts, editSomething } from '../soak-edits.js';
import type { Traffic } from '../tools/controls.js';
import { startTools } from '../tools/tools.js';
import { trialConfiguration, trialEnvironment } from '../trial-configuration.js';
import { lookInto } from './cluster-look.js';
import { ClusterProcess } from './cluster-process.js';
import { startOutsideDatabase } from './outside-database.js';
import { type WebFindings, watchWeb } from './web-watch.js';

export interface KillClusterOptions {
  /** The built `backend/main.js`. */
  readonly program: string;
  readonly items: number;
  readonly kills: number;
  /** How often, spread among the kills, a worker is frozen for longer than its lease. */
  readonly freezes: number;
  readonly seed: number;
  readonly editsPerSecond: number;
  readonly latencyMs: number;
  /** Whether every process runs as on a machine of its own: nobody can see that another is gone but by its lease. */
  readonly isApart: boolean;
  /** How long everything rests before what is left over is looked for. */
  readonly restMs?: number;
  /** Folder for the tools' log, the processes' words and, when something was found, the home; null keeps nothing. */
  readonly keepIn: string | null;
  /** Told what happens. */
  readonly say: (line: string) => void;
}

/** One kill or freeze. */
export interface Strike {
  readonly atSeconds: number;
  readonly what: string;
  /** Runs that the victim had in hand. */
  readonly runs: number;
  /** Until others had all of those in hand, or, where it had none, until a run ended; null when that took longer than is waited for. */
  readonly takenUpSeconds: number | null;
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

const VICTIMS = ['worker 1', 'worker 2', 'web', 'database'] as const;
/** A killed worker's work is taken up within this (design 11). */
const TAKEN_UP_SECONDS = 60;
const PATIENCE_MS = 120_000;
const LOOK_MS = 100;
/** Looks for a moment at which a worker has a run in hand; then it is struck without one. */
const MOST_LOOKS = 150;
const REST_MS = 65_000;
const LOST = 'this worker has lost its lease';

/**
 * Two workers and a web process on one database, people on both sides; kill -9 of each in turn, of the database too, and workers that
 * are frozen for longer than their lease; then peace, the checker, and a look for what the dead have left behind.
 */
export async function killClusterTrial(options: KillClusterOptions): Promise<KillClusterResult> {
  const { program, items, kills, freezes, seed, editsPerSecond, latencyMs, isApart, keepIn, say } = options;
  const since = performance.now();
  const elapsed = () => (performance.now() - since) / 1000;
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
  const findings: string[] = [];
  let isOver = false;
  const strikes: Strike[] = [];
  const found = (what: string) => {
    findings.push(what);
    say(`FOUND: ${what}`);
  };
  const member = (name: string, ...words: string[]) =>
    new ClusterProcess({
      name,
      installation,
      words: ['serve', ...words],
      isApart,
      onEnd: (stderr) => {
        if (!isOver) found(`${name} ended by itself:\n${stderr}`);
      },
    });
  const workers = [member('worker 1', '--role', 'worker'), member('worker 2', '--role', 'worker')];
  const server = member('web', '--role', 'web', '--port', String(port));
  const until = async (isSo: () => Promise<boolean>, withinMs = PATIENCE_MS): Promise<number | null> => {
    const from = performance.now();
    while (performance.now() - from < withinMs) {
      if (await isSo()) return (performance.now() - from) / 1000;
      await delay(LOOK_MS);
    }
    return null;
  };
  const joined = async (worker: ClusterProcess) => {
    const seconds = await until(() => look.works(worker.identity()));
    if (seconds === null) found(`${worker.name} does not begin to work`);
  };
  /** Stops it at a moment at which it has a run in hand, if there is one soon. */
  const freezeAtWork = async (worker: ClusterProcess): Promise<readonly string[]> => {
    const identity = worker.identity();
    for (let looks = 0; ; looks += 1) {
      worker.freeze();
      const runs = await look.runsOf(identity);
      if (runs.length > 0 || looks >= MOST_LOOKS) return runs;
      worker.goOn();
      await delay(LOOK_MS * random());
    }
  };
  const struck = (strike: Strike) => {
    strikes.push(strike);
    const { what, runs, takenUpSeconds } = strike;
    say(
      `${elapsed().toFixed(0)} s: ${what}, ${runs} runs in hand, ${takenUpSeconds?.toFixed(1) ?? 'never'} s until others went on`,
    );
    if (takenUpSeconds === null || takenUpSeconds > TAKEN_UP_SECONDS) found(`${what}: not taken up in time`);
  };
  const strikeWorker = async (worker: ClusterProcess) => {
    const runs = await freezeAtWork(worker);
    const identity = worker.identity();
    const atSeconds = elapsed();
    await worker.kill();
    struck({
      atSeconds,
      what: `kill ${worker.name}`,
      runs: runs.length,
      takenUpSeconds: await takenUp(runs, identity),
    });
    worker.start();
    await joined(worker);
  };
  const takenUp = async (runs: readonly string[], identity: string) => {
    const ended = await look.endedRuns();
    if (runs.length === 0) return until(async () => (await look.endedRuns()) > ended);
    return until(async () => (await look.waiting(runs, identity)).length === 0);
  };
  const strikeWeb = async () => {
    const atSeconds = elapsed();
    web.ending();
    await server.kill();
    struck({ atSeconds, what: 'kill web', runs: 0, takenUpSeconds: await takenUp([], '') });
    server.start();
    web.started();
    await web.ready(PATIENCE_MS);
  };
  const strikeDatabase = async (awayMs: number) => {
    const ended = await look.endedRuns();
    const atSeconds = elapsed();
    web.database(true);
    await database.kill();
    await delay(awayMs);
    await database.startAgain();
    web.database(false);
    const takenUpSeconds = await until(async () => (await look.endedRuns()) > ended);
    struck({ atSeconds, what: `kill database, ${(awayMs / 1000).toFixed(0)} s away`, runs: 0, takenUpSeconds });
    for (const worker of workers) await joined(worker);
    await web.ready(PATIENCE_MS);
  };
  const freeze = async (worker: ClusterProcess) => {
    const said = worker.log.length;
    const runs = await freezeAtWork(worker);
    const atSeconds = elapsed();
    const frozenAt = performance.now();
    const frozenMs = (LEASE_SECONDS + 5 + 15 * random()) * 1000;
    const takenUpSeconds = await takenUp(runs, worker.identity());
    await delay(Math.max(0, frozenMs - (performance.now() - frozenAt)));
    worker.goOn();
    const what = `freeze ${worker.name} for ${((performance.now() - frozenAt) / 1000).toFixed(0)} s`;
    struck({ atSeconds, what, runs: runs.length, takenUpSeconds });
    if ((await until(async () => worker.log.slice(said).includes(LOST))) === null) {
      found(`${worker.name} does not notice that it has lost its lease`);
    }
    await joined(worker);
  };

  const peace = new AbortController();
  const edits: EditCounts = { issues: 0, incidents: 0, created: 0, comments: 0, refused: 0 };
  const people = rememberLastWords(tools);
  const editing = async () => {
    for (let number = 1; !peace.signal.aborted; number += 1) {
      await editSomething(people, { random: ofPeople, number, counts: edits });
      await delay((1000 / editsPerSecond) * 2 * ofPeople());
    }
  };
  let isClean = false;
  try {
    await tools.control('createTasks', { count: items });
    await installation.run(['apply', '-f', installation.configurationFile]);
    for (const worker of workers) worker.start();
    server.start();
    web.started();
    for (const worker of workers) await joined(worker);
    await web.ready(PATIENCE_MS);
    say(`two workers and a web process work after ${elapsed().toFixed(0)} s`);
    await installation.run(['sync', 'incidents', '--onboarding']);
    const life = editing();
    for (let kill = 0; kill < kills; kill += 1) {
      const victim = VICTIMS[kill % VICTIMS.length];
      await delay(1_000 + 6_000 * random());
      if (victim === 'web') await strikeWeb();
      else if (victim === 'database') await strikeDatabase(3_000 + 27_000 * random());
      else await strikeWorker(workers[victim === 'worker 1' ? 0 : 1] as ClusterProcess);
      const isTimeToFreeze = Math.floor(((kill + 1) * freezes) / kills) > Math.floor((kill * freezes) / kills);
      if (isTimeToFreeze) await freeze(workers[random() < 0.5 ? 0 : 1] as ClusterProcess);
    }
    peace.abort();
    await life;
    await settle(installation, say);
    const held = await heldFields(installation);
    const result = await check({
      definition: configuration,
      integration: 'incidents',
      jira: { url: tools.jiraUrl, username: 'admin@example.com', password: 'admin-token' },
      serviceNow: { url: tools.serviceNowUrl, username: 'admin', password: 'admin' },
      held,
    });
    const checked = { ...result, findings: [...result.findings, ...(await people.findings(held))] };
    say(formatResult(checked));
    await installation.run(['pause', 'incidents']);
    await delay(options.restMs ?? REST_MS);
    for (const left of await look.leftovers(workers.map((worker) => worker.identity()))) found(`left over: ${left}`);
    const watched = await web.stop();
    for (const { name, log } of [...workers, server]) say(`${name}: ${noticed(log)}`);
    isClean = checked.findings.length + findings.length + watched.findings.length === 0;
    return {
      strikes,
      edits,
      conflicts: held.length,
      check: checked,
      web: watched,
      findings,
      traffic: await tools.control('traffic'),
      seconds: elapsed(),
    };
  } finally {
    isOver = true;
    peace.abort();
    await web.stop();
    for (const { name, log } of [...workers, server]) {
      if (keepIn !== null) await appendFile(join(keepIn, `${name.replace(' ', '-')}.log`), log);
    }
    const keepsHome = keepIn !== null && !isClean;
    await look.close();
    await installation.remove({ keepsHome });
    await database.remove();
    await tools.stop();
  }
}

/** How often which of the lines was said that tell of a lease or a run that was lost. */
function noticed(log: string): string {
  const lines = [LOST, 'a run was taken over by another worker', 'the work begins anew', 'the queue cannot be reached'];
  return lines.map((line) => `${log.split(line).length - 1} × ${line}`).join(', ');
}

async function freePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await new Promise((resolve) => taken.close(resolve));
  return port;
}
