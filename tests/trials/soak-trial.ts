import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type CheckResult, check, formatResult } from '../checker/index.js';
import { seededRandom } from '../sandbox/http/index.js';
import { trialEnvironment } from './connection-entries.js';
import { createInstallation } from './installation.js';
import { heldFields, resumePaused, settle } from './operator.js';
import type { EditCounts } from './soak-edits.js';
import { SOAK_PAIRS, type SoakPair } from './soak-pair.js';
import type { Traffic } from './tools/controls.js';
import { startTools } from './tools/tools.js';

export interface SoakOptions {
  /** The built `backend/main.js`. */
  readonly program: string;
  readonly pair: keyof typeof SOAK_PAIRS;
  readonly items: number;
  readonly minutes: number;
  readonly seed: number;
  /** Chance of every bad manner at every occasion. */
  readonly badManners: number;
  readonly secondsPerKill: number;
  readonly editsPerSecond: number;
  /** Folder for the tools' log and, when something was found, the installation's home; null keeps nothing. */
  readonly keepIn: string | null;
  /** Told what happens. */
  readonly say: (line: string) => void;
}

export interface SoakResult {
  readonly edits: EditCounts;
  readonly kills: number;
  /** How often a refused sign-in had paused something that a person then let go on. */
  readonly resumed: number;
  readonly conflicts: number;
  readonly check: CheckResult;
  readonly traffic: Traffic;
  readonly seconds: number;
}

/** What lands late (B1, B12, B13) has landed after this. */
const LANDED_MS = 65_000;
/** How often a person looks whether something is paused. */
const LOOK_SECONDS = 10;

/** People on both sides, bad manners and a kill of everything each minute, beside a server that works; then peace, and the checker. */
export async function soakTrial(options: SoakOptions): Promise<SoakResult> {
  const {
    program,
    pair: pairName,
    items,
    minutes,
    seed,
    badManners,
    secondsPerKill,
    editsPerSecond,
    keepIn,
    say,
  } = options;
  const since = performance.now();
  const elapsed = () => (performance.now() - since) / 1000;
  const random = seededRandom(seed);
  const pair: SoakPair = SOAK_PAIRS[pairName];
  const tools = await startTools({
    seed,
    logFile: keepIn === null ? undefined : join(keepIn, 'tools.log'),
    hasDataCenter: pairName === 'jira-jira',
  });
  const configuration = pair.configuration(tools);
  const installation = await createInstallation({ program, configuration, environment: trialEnvironment });
  let isClean = false;
  try {
    await tools.control('createTasks', { count: items });
    await installation.run(['apply', '-f', installation.configurationFile]);
    await installation.run(['sync', 'incidents', '--onboarding', '--wait']);
    say(`onboarded ${items} issues after ${elapsed().toFixed(0)} s`);
    await tools.control('misbehave', badManners);
    const edits: EditCounts = { issues: 0, incidents: 0, created: 0, comments: 0, refused: 0 };
    const end = elapsed() + minutes * 60;
    let [kills, resumed] = [0, 0];
    for (let number = 1; elapsed() < end; ) {
      const server = installation.start(['serve', '--port', '0']);
      const over = new AbortController();
      const ended = server.ended.finally(() => over.abort());
      const killAt = Math.min(elapsed() + secondsPerKill * (0.7 + 0.6 * random()), end);
      for (let lookAt = elapsed() + LOOK_SECONDS; elapsed() < killAt; number += 1) {
        if (over.signal.aborted) throw new Error(`the server ended by itself:\n${(await ended).stderr}`);
        await pair.edit(tools, { random, number, counts: edits });
        await delay((1000 / editsPerSecond) * 2 * random());
        if (elapsed() < lookAt) continue;
        resumed += await resumePaused(installation);
        lookAt = elapsed() + LOOK_SECONDS;
      }
      await installation.kill(server);
      kills += 1;
      say(`${elapsed().toFixed(0)} s: kill ${kills}, ${number - 1} edits, ${resumed} times resumed`);
      if (keepIn !== null) await appendFile(join(keepIn, 'server.log'), (await ended).stderr);
    }
    await tools.control('misbehave', 0);
    await delay(LANDED_MS);
    await settle(installation, say);
    const held = await heldFields(installation);
    const result = await check({
      definition: configuration,
      integration: 'incidents',
      jira: { url: tools.jiraUrl, username: 'admin@example.com', password: 'admin-token' },
      ...pair.right(tools),
      held,
    });
    say(formatResult(result));
    const traffic = await tools.control('traffic');
    isClean = result.findings.length === 0;
    return { edits, kills, resumed, conflicts: held.length, check: result, traffic, seconds: elapsed() };
  } finally {
    const keepsHome = keepIn !== null && !isClean;
    await installation.remove({ keepsHome });
    if (keepsHome) say(`kept: ${installation.home}`);
    await tools.stop();
  }
}
