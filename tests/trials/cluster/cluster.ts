import { setTimeout as delay } from 'node:timers/promises';
import { LEASE_SECONDS } from '../../../backend/storage/index.js';
import type { SandboxRandom } from '../../sandbox/http/index.js';
import type { Installation } from '../installation.js';
import type { ClusterLook } from './cluster-look.js';
import { ClusterProcess } from './cluster-process.js';
import type { OutsideDatabase } from './outside-database.js';
import type { WebWatch } from './web-watch.js';

/** What can be killed. */
export const VICTIMS = ['worker 1', 'worker 2', 'web', 'database'] as const;
export type Victim = (typeof VICTIMS)[number];

/** One kill or freeze. */
export interface Strike {
  /** Since the first process was started. */
  readonly atSeconds: number;
  readonly what: string;
  /** Runs that the victim had in hand. */
  readonly runs: number;
  /** Until others had all of those in hand, or, where it had none, until a run ended; null when that took longer than is waited for. */
  readonly takenUpSeconds: number | null;
}

export interface ClusterOptions {
  readonly installation: Installation;
  readonly database: OutsideDatabase;
  readonly look: ClusterLook;
  readonly web: WebWatch;
  readonly port: number;
  readonly random: SandboxRandom;
  /** Whether every process runs as on a machine of its own: nobody can see that another is gone but by its lease. */
  readonly isApart: boolean;
  /** How long a killed database stays away at the most. */
  readonly longestAwayMs: number;
  /** Told what happens. */
  readonly say: (line: string) => void;
}

/** What a worker says that must drop what it has in hand. */
export const LEASE_LOST = 'this worker has lost its lease';

/** A killed worker's work is taken up within this (design 11). */
const TAKEN_UP_SECONDS = 60;
const PATIENCE_MS = 120_000;
const LOOK_MS = 100;
/** Looks for a moment at which a worker has a run in hand; then it is struck without one. */
const MOST_LOOKS = 150;
const SHORTEST_AWAY_MS = 3_000;

/** Two workers and a web process on one database, which can be killed one by one and are started again. */
export class Cluster {
  readonly strikes: Strike[] = [];
  /** Everything that was not as promised, in words. */
  readonly findings: string[] = [];
  readonly processes: readonly ClusterProcess[];
  readonly #workers: readonly [ClusterProcess, ClusterProcess];
  readonly #server: ClusterProcess;
  readonly #options: ClusterOptions;
  readonly #since = performance.now();
  #isEnding = false;

  constructor(options: ClusterOptions) {
    this.#options = options;
    const process = (name: string, ...words: string[]) =>
      new ClusterProcess({
        name,
        installation: options.installation,
        words: ['serve', ...words],
        isApart: options.isApart,
        onEnd: (stderr) => {
          if (!this.#isEnding) this.found(`${name} ended by itself:\n${stderr}`);
        },
      });
    this.#workers = [process('worker 1', '--role', 'worker'), process('worker 2', '--role', 'worker')];
    this.#server = process('web', '--role', 'web', '--port', String(options.port));
    this.processes = [...this.#workers, this.#server];
  }

  /** Starts all three and waits until they work. */
  async start(): Promise<void> {
    for (const worker of this.#workers) worker.start();
    await this.#startWeb();
    for (const worker of this.#workers) await this.#joined(worker);
  }

  found(what: string): void {
    this.findings.push(what);
    this.#options.say(`FOUND: ${what}`);
  }

  /** kill -9, and the victim again once others go on without it. */
  async kill(victim: Victim): Promise<void> {
    if (victim === 'web') await this.#killWeb();
    else if (victim === 'database') await this.#killDatabase();
    else await this.#killWorker(victim === 'worker 1' ? this.#workers[0] : this.#workers[1]);
  }

  /** Freezes one of the workers for longer than its lease, as a machine that is suspended, and lets it go on. */
  async freeze(): Promise<void> {
    const { look, random } = this.#options;
    const worker = random() < 0.5 ? this.#workers[0] : this.#workers[1];
    const said = worker.log.length;
    const runs = await this.#freezeAtWork(worker);
    const frozenAt = performance.now();
    const frozenSeconds = () => (performance.now() - frozenAt) / 1000;
    const atSeconds = this.#elapsed();
    const wantedSeconds = LEASE_SECONDS + 5 + 15 * random();
    const takenUpSeconds = await this.#takenUp(runs, worker.identity());
    await delay(Math.max(0, wantedSeconds - frozenSeconds()) * 1000);
    const left = await look.waiting(runs, worker.identity());
    worker.goOn();
    const what = `freeze ${worker.name} for ${frozenSeconds().toFixed(0)} s`;
    this.#struck({ atSeconds, what, runs: runs.length, takenUpSeconds: left.length > 0 ? null : takenUpSeconds });
    if ((await until(async () => worker.log.slice(said).includes(LEASE_LOST))) === null) {
      this.found(`${worker.name} does not notice that it has lost its lease`);
    }
    await this.#joined(worker);
  }

  /** Names what the dead have left behind. To be called when everything has been at rest for a while. */
  async findLeftovers(): Promise<void> {
    const living = this.#workers.map((worker) => worker.identity());
    for (const left of await this.#options.look.leftovers(living)) this.found(`left over: ${left}`);
  }

  /** From now on it is no finding that a process ends. */
  ending(): void {
    this.#isEnding = true;
  }

  async #killWorker(worker: ClusterProcess): Promise<void> {
    const runs = await this.#freezeAtWork(worker);
    const identity = worker.identity();
    const atSeconds = this.#elapsed();
    await worker.kill();
    const takenUpSeconds = await this.#takenUp(runs, identity);
    this.#struck({ atSeconds, what: `kill ${worker.name}`, runs: runs.length, takenUpSeconds });
    worker.start();
    await this.#joined(worker);
  }

  async #killWeb(): Promise<void> {
    const { web } = this.#options;
    const atSeconds = this.#elapsed();
    web.ending();
    await this.#server.kill();
    this.#struck({ atSeconds, what: 'kill web', runs: 0, takenUpSeconds: await this.#takenUp([], '') });
    await this.#startWeb();
  }

  async #killDatabase(): Promise<void> {
    const { database, longestAwayMs, look, random, web } = this.#options;
    const awayMs = SHORTEST_AWAY_MS + (longestAwayMs - SHORTEST_AWAY_MS) * random();
    const ended = await look.endedRuns();
    const atSeconds = this.#elapsed();
    web.database(true);
    await database.kill();
    await delay(awayMs);
    // It takes connections before this process hears of it: until then either answer is true.
    web.database(true);
    await database.startAgain();
    web.database(false);
    const takenUpSeconds = await until(async () => (await look.endedRuns()) > ended);
    this.#struck({ atSeconds, what: `kill database, ${(awayMs / 1000).toFixed(0)} s away`, runs: 0, takenUpSeconds });
    for (const worker of this.#workers) await this.#joined(worker);
    await web.ready(PATIENCE_MS);
  }

  async #startWeb(): Promise<void> {
    this.#server.start();
    this.#options.web.started();
    await this.#options.web.ready(PATIENCE_MS);
  }

  async #joined(worker: ClusterProcess): Promise<void> {
    const seconds = await until(() => this.#options.look.works(worker.identity()));
    if (seconds === null) this.found(`${worker.name} does not begin to work`);
  }

  /** Stops it at a moment at which it has a run in hand, if there is one soon. @returns the runs */
  async #freezeAtWork(worker: ClusterProcess): Promise<readonly string[]> {
    const identity = worker.identity();
    for (let looks = 1; ; looks += 1) {
      worker.freeze();
      const runs = await this.#options.look.runsOf(identity);
      if (runs.length > 0 || looks > MOST_LOOKS) return runs;
      worker.goOn();
      await delay(LOOK_MS * this.#options.random());
    }
  }

  async #takenUp(runs: readonly string[], identity: string): Promise<number | null> {
    const { look } = this.#options;
    const ended = await look.endedRuns();
    if (runs.length === 0) return until(async () => (await look.endedRuns()) > ended);
    return until(async () => (await look.waiting(runs, identity)).length === 0);
  }

  #struck(strike: Strike): void {
    this.strikes.push(strike);
    const { what, runs, takenUpSeconds } = strike;
    const taken = takenUpSeconds === null ? 'nobody goes on' : `${takenUpSeconds.toFixed(1)} s until others went on`;
    this.#options.say(`${this.#elapsed().toFixed(0)} s: ${what}, ${runs} runs in hand, ${taken}`);
    if (takenUpSeconds === null || takenUpSeconds > TAKEN_UP_SECONDS) this.found(`${what}: not taken up in time`);
  }

  #elapsed(): number {
    return (performance.now() - this.#since) / 1000;
  }
}

/** @returns after how many seconds it was so, or null */
async function until(isSo: () => Promise<boolean>): Promise<number | null> {
  const from = performance.now();
  while (performance.now() - from < PATIENCE_MS) {
    if (await isSo()) return (performance.now() - from) / 1000;
    await delay(LOOK_MS);
  }
  return null;
}
