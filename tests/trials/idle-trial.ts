import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { trialEnvironment } from './connection-entries.js';
import { distinctStreams, FIRST_SYNC, idleConfiguration, idleSyncs } from './idle-configuration.js';
import { createInstallation, type Installation } from './installation.js';
import { type ProcessUse, processUse } from './process-use.js';
import { startTools, type Tools } from './tools/tools.js';

export interface IdleOptions {
  /** The built `backend/main.js`. */
  readonly program: string;
  readonly integrations: number;
  /** How long is measured. */
  readonly minutes: number;
  /** Issues of each project. */
  readonly items: number;
  /** Told what happens. */
  readonly say: (line: string) => void;
}

export interface IdleResult {
  /** Share of one core that the server took, in hundredths. */
  readonly serverPercent: number;
  /** The same of all processes of the database. */
  readonly databasePercent: number;
  /** The most that the server took in any one second. */
  readonly busiestSecondPercent: number;
  /** The server's, at the start, in the middle and at the end, each the median of a few looks. */
  readonly residentMegabytes: readonly [number, number, number];
  /** How often each sync has looked. */
  readonly cycles: number;
  /** To both tools, for each time that every sync has looked once. */
  readonly callsPerCycle: number;
  /** Lists that there are to read, each counted once. */
  readonly streams: number;
  /** What the tools were written while nobody did anything. */
  readonly writes: number;
}

const statusReport = z.looseObject({
  integrations: z.array(
    z.looseObject({ onboardedAt: z.string().nullable(), waiting: z.number(), state: z.string(), links: z.number() }),
  ),
});
const runsReport = z.looseObject({ runs: z.array(z.looseObject({ createdAt: z.string() })) });
/** Everything edited before is out of every poll's sight after this. */
const LONG_AGO_MS = 1_800_000;
/** What the first polls and the compiler do once is left out. */
const WARM_UP_MS = 90_000;
const LOOK_MS = 1_000;
const LOOKS_PER_MEDIAN = 15;

/** Many syncs with nothing to do beside a server that asks for each of them once a minute. */
export async function idleTrial({ program, integrations, minutes, items, say }: IdleOptions): Promise<IdleResult> {
  const syncs = idleSyncs(integrations);
  const projects = [...new Set(syncs.map(({ project }) => project))];
  const tools = await startTools({ seed: 1, isJudged: false, projects });
  const configuration = idleConfiguration(tools, syncs);
  const installation = await createInstallation({ program, configuration, environment: trialEnvironment });
  try {
    for (const project of projects) await tools.control('createTasks', { count: items, project });
    await installation.run(['apply', '-f', installation.configurationFile]);
    const server = installation.start(['serve', '--port', '0']);
    await untilOnboarded(installation, { links: items * syncs.length, say });
    await tools.control('advance', LONG_AGO_MS);
    await delay(WARM_UP_MS);
    say(`measuring for ${minutes} minutes`);
    const measured = await measure({ installation, tools, server: server.child.pid ?? 0, minutes });
    return { ...measured, streams: distinctStreams(syncs) };
  } finally {
    await installation.remove();
    await tools.stop();
  }
}

async function untilOnboarded(
  installation: Installation,
  { links, say }: { readonly links: number; readonly say: (line: string) => void },
): Promise<void> {
  for (;;) {
    const { stdout } = await installation.run(['status', '--json'], [0, 1]);
    const found = statusReport.parse(JSON.parse(stdout)).integrations;
    const left = found.filter(({ onboardedAt, waiting }) => onboardedAt === null || waiting > 0).length;
    const linked = found.reduce((sum, integration) => sum + integration.links, 0);
    say(`${found.length - left} of ${found.length} are onboarded, ${linked} pairs`);
    if (found.some(({ state }) => state !== 'active')) throw new Error(`something is paused:\n${stdout}`);
    if (left === 0 && linked === links) return;
    await delay(5 * LOOK_MS);
  }
}

interface Measuring {
  readonly installation: Installation;
  readonly tools: Tools;
  /** Process id. */
  readonly server: number;
  readonly minutes: number;
}

interface Look {
  readonly at: number;
  readonly use: ProcessUse;
}

async function measure({ installation, tools, server, minutes }: Measuring): Promise<Omit<IdleResult, 'streams'>> {
  const before = await tools.control('traffic');
  const databaseBefore = await databaseSeconds(installation, server);
  const since = new Date();
  const looks = await lookAt(server, minutes * 60);
  const until = new Date();
  const seconds = (until.getTime() - since.getTime()) / 1000;
  const databaseUsed = (await databaseSeconds(installation, server)) - databaseBefore;
  const after = await tools.control('traffic');
  const shares = looks.slice(1).map((look, index) => shareBetween(looks[index] ?? look, look));
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was measured');
  const cycles = await countRuns(installation, { since, until });
  const added = (tool: 'jira' | 'serviceNow', kind: 'reads' | 'writes') => after[tool][kind] - before[tool][kind];
  const writes = added('jira', 'writes') + added('serviceNow', 'writes');
  return {
    serverPercent: 100 * shareBetween(first, last),
    databasePercent: (100 * databaseUsed) / seconds,
    busiestSecondPercent: 100 * Math.max(...shares),
    residentMegabytes: [residentAt(looks, 0), residentAt(looks, 0.5), residentAt(looks, 1)],
    cycles,
    callsPerCycle: (added('jira', 'reads') + added('serviceNow', 'reads') + writes) / cycles,
    writes,
  };
}

/** Looks once a second. @throws when the process ends */
async function lookAt(pid: number, seconds: number): Promise<readonly Look[]> {
  const since = performance.now();
  const looks: Look[] = [];
  for (;;) {
    const at = (performance.now() - since) / 1000;
    const use = await processUse(pid);
    if (use === null) throw new Error('the server ended by itself');
    looks.push({ at, use });
    if (at >= seconds) return looks;
    await delay(LOOK_MS);
  }
}

/** Of one core. */
function shareBetween(before: Look, after: Look): number {
  return (after.use.cpuSeconds - before.use.cpuSeconds) / (after.at - before.at);
}

/** Median of the looks around that share of the time: the collector lets memory go up and down. */
function residentAt(looks: readonly Look[], share: number): number {
  const from = Math.round(share * Math.max(0, looks.length - LOOKS_PER_MEDIAN));
  const near = looks.slice(from, from + LOOKS_PER_MEDIAN).map(({ use }) => use.residentMegabytes);
  return near.sort((a, b) => a - b)[Math.floor(near.length / 2)] ?? 0;
}

/** Used by the database since it started: by its processes that live, and by those that have ended. */
async function databaseSeconds(installation: Installation, server: number): Promise<number> {
  const pids = (await installation.processes()).filter((pid): pid is number => pid !== undefined && pid !== server);
  const uses = (await Promise.all(pids.map(processUse))).filter((use) => use !== null);
  return uses.reduce((sum, use) => sum + use.cpuSeconds + use.endedChildrenSeconds, 0);
}

/** How often the first sync has begun to look in that time; the others take turns with it. */
async function countRuns(
  installation: Installation,
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<number> {
  const { stdout } = await installation.run(['runs', FIRST_SYNC, '--limit', '1000', '--json']);
  const began = runsReport.parse(JSON.parse(stdout)).runs.map(({ createdAt }) => new Date(createdAt));
  return began.filter((at) => at >= since && at < until).length;
}
