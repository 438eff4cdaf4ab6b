import { setTimeout as delay } from 'node:timers/promises';
import { type CheckResult, check, formatResult } from '../checker/index.js';
import { seededRandom } from '../sandbox/http/index.js';
import { trialEnvironment } from './connection-entries.js';
import { createInstallation } from './installation.js';
import type { Traffic } from './tools/controls.js';
import { startTools } from './tools/tools.js';
import { trialConfiguration } from './trial-configuration.js';

export interface KillTrialOptions {
  /** The built `backend/main.js`. */
  readonly program: string;
  /** Issues before it starts; a tenth as many incidents. */
  readonly items: number;
  readonly kills: number;
  readonly seed: number;
  /** Before each answer of a tool. */
  readonly latencyMs?: number;
  /** Share of the work after which no kill comes any more. What was interrupted is settled late, so few items need a small one. */
  readonly lastKill?: number;
  /** Told what happens. */
  readonly say: (line: string) => void;
}

export interface KillTrialResult {
  readonly kills: readonly { readonly afterMs: number; readonly processes: number; readonly writes: number }[];
  readonly check: CheckResult;
  readonly traffic: Traffic;
  readonly seconds: number;
}

/** The last kill shall meet a sync that is still at work. */
const USUAL_LAST_KILL = 0.9;
const LOOK_MS = 20;

/**
 * Onboards many items and kills everything, database included, at random moments; after each kill the next `sync --wait` takes
 * it up, until it is killed itself.
 */
export async function killTrial(options: KillTrialOptions): Promise<KillTrialResult> {
  const { program, items, kills, seed, latencyMs = 0, lastKill = USUAL_LAST_KILL, say } = options;
  const since = performance.now();
  const random = seededRandom(seed);
  const tools = await startTools({ seed, latencyMs });
  const configuration = await trialConfiguration(tools);
  const installation = await createInstallation({ program, configuration, environment: trialEnvironment });
  try {
    await tools.control('createTasks', { count: items });
    const incidents = Math.floor(items / 10);
    await tools.control('createIncidents', { count: incidents });
    await installation.run(['apply', '-f', installation.configurationFile]);
    const killed: KillTrialResult['kills'][number][] = [];
    const written = async () => (await tools.control('traffic')).serviceNow.writes;
    for (let kill = 0; kill < kills; kill += 1) {
      // Each kill has its own stretch of the way, and its moment in there is drawn.
      const share = (lastKill * (kill + random())) / kills;
      const goal = Math.max((await written()) + 1, Math.floor((items + incidents) * share));
      const started = performance.now();
      const running = installation.start(['sync', 'incidents', ...(kill === 0 ? ['--onboarding'] : []), '--wait']);
      const isOver = { now: false };
      const ended = running.ended.then((how) => {
        isOver.now = true;
        return how;
      });
      while (!isOver.now && (await written()) < goal) await delay(LOOK_MS);
      // Not in step with the writes: somewhere between two of them.
      await delay(random() * 4 * LOOK_MS);
      if (isOver.now) throw new Error(`kill ${kill + 1} came too late: the sync had ended\n${(await ended).stderr}`);
      const processes = await installation.kill(running);
      const { stderr } = await ended;
      if (process.env.TRIAL_NOTES !== undefined) say(stderr);
      const afterMs = Math.round(performance.now() - started);
      killed.push({ afterMs, processes, writes: await written() });
      say(`kill ${kill + 1}: ${processes} processes after ${afterMs} ms, ${killed.at(-1)?.writes} writes so far`);
    }
    // The first adds up the trouble of the interrupted runs, and may say so; the second must be clean.
    const last = await installation.run(['sync', 'incidents', '--wait', '--json'], [0, 1]);
    say(`last sync: ${last.stdout.replaceAll(/\s+/g, ' ')}\n${last.stderr}`);
    const quiet = await installation.run(['sync', 'incidents', '--wait', '--json']);
    say(`and once more: ${quiet.stdout.replaceAll(/\s+/g, ' ')}\n${quiet.stderr}`);
    const result = await check({
      definition: configuration,
      integration: 'incidents',
      jira: { url: tools.jiraUrl, username: 'admin@example.com', password: 'admin-token' },
      serviceNow: { url: tools.serviceNowUrl, username: 'admin', password: 'admin' },
      hasUniqueTitles: true,
    });
    say(formatResult(result));
    const traffic = await tools.control('traffic');
    return { kills: killed, check: result, traffic, seconds: (performance.now() - since) / 1000 };
  } finally {
    await installation.remove();
    await tools.stop();
  }
}
