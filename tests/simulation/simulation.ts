import type { Engine } from '../../backend/integrations/index.js';
import { type Run, type RunMode, workRun } from '../../backend/runs/index.js';
import { errorMessage } from '../../backend/shared/index.js';
import { startWorker } from '../../backend/storage/index.js';
import { incidents } from '../support/definitions.js';
import { Chance } from './chance.js';
import { createInstallation, type Installation } from './installation.js';
import { Journal } from './journal.js';
import { Operator } from './operator.js';
import { type Judgement, judge } from './oracle/judge.js';
import { People } from './people/people.js';
import { Scheduler, type SimulatedProcess } from './scheduler.js';
import { requestRun, type WorkerHabits, work } from './simulated-worker.js';
import { TOO_LATE_MS, Weather } from './weather.js';

/** How a seed ended. */
export interface Outcome {
  readonly seed: number;
  /** What is not as it must be, in words; empty when all is well. */
  readonly findings: readonly string[];
  readonly trace: readonly string[];
  /** What the engine tells people, line by line. */
  readonly told: readonly string[];
}

/** Steps of the wild part, at most: a small world has done all its deeds long before. */
const MOST_STEPS = 2_500;
const MOST_CALM_RUNS = 60;
const WORKERS = 2;
/** A second that the clocks put back, a day like any other, and the end of a year. */
const STARTS = ['2026-03-02T09:00:00.000Z', '2026-11-01T05:20:00.000Z', '2026-12-31T23:40:00.000Z'];

/**
 * When workers have their mishaps: at any await, or half of them where it hurts most, between what a tool does for one and his
 * knowing of it, with requests that arrive after their sender's death.
 */
export type Mishaps = 'anywhere' | 'at-answers';

/** Runs one seed from an empty database to the oracle's judgement. */
export async function simulate(seed: number, mishaps: Mishaps = 'anywhere'): Promise<Outcome> {
  const chance = new Chance(seed, 'world');
  const scheduler = new Scheduler(new Chance(seed, 'scheduler').next, new Date(chance.oneOf(STARTS)));
  const definition = incidents({
    conflicts: chance.oneOf(['hold', 'hold', 'left', 'right', 'newest']),
    initial: chance.oneOf(['left', 'left', 'right', 'hold']),
    match: chance.happens(0.7) ? { left: 'key', right: 'correlation_id' } : null,
  });
  const installation = await createInstallation(seed, scheduler, definition);
  try {
    const simulation = new Simulation(installation, chance, mishaps);
    simulation.settleIn(definition.match !== null);
    await simulation.wildPart();
    return { seed, ...(await simulation.calmPart()), trace: scheduler.trace };
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, findings: [`the simulation broke: ${stack}`], trace: scheduler.trace, told: [] };
  } finally {
    await installation.close();
  }
}

class Simulation {
  readonly #installation: Installation;
  readonly #scheduler: Scheduler;
  readonly #chance: Chance;
  readonly #journal: Journal;
  readonly #people: People;
  readonly #weather: Weather;
  readonly #operator: Operator;
  readonly #habits: WorkerHabits;
  readonly #workers: SimulatedProcess[] = [];
  readonly #broken: string[] = [];
  readonly #mishaps: Mishaps;
  #deedsLeft: number;
  #turnsLeft: number;
  #mishapsLeft: number;
  /** How many more calls that change a tool are answered before one is not; null while none is chosen. */
  #answersLeft: number | null = null;

  constructor(installation: Installation, chance: Chance, mishaps: Mishaps) {
    const { scheduler, jira, serviceNow, seed } = installation;
    this.#installation = installation;
    this.#mishaps = mishaps;
    this.#scheduler = scheduler;
    this.#chance = chance;
    this.#journal = new Journal(() => scheduler.now());
    this.#people = new People({ jira, serviceNow, journal: this.#journal, chance: new Chance(seed, 'people') });
    this.#weather = new Weather(new Chance(seed, 'weather'), jira, serviceNow);
    this.#operator = new Operator(installation.database, new Chance(seed, 'operator'));
    this.#habits = { pollDelayMs: chance.between(1, 30) * 1_000, reconcileShare: chance.oneOf([0, 0, 0.1]) };
    this.#deedsLeft = chance.between(6, 20);
    this.#turnsLeft = chance.oneOf([0, 2, 6]);
    this.#mishapsLeft = chance.oneOf([0, 1, 2, 4]);
  }

  settleIn(isMatched: boolean): void {
    for (const deed of this.#people.settleIn(isMatched)) this.#scheduler.note(deed);
  }

  /** People, weather and mishaps, while two workers do their work. */
  async wildPart(): Promise<void> {
    for (let worker = 0; worker < WORKERS; worker += 1) this.#startWorker();
    for (let step = 0; step < MOST_STEPS && this.#isWild(); step += 1) {
      await this.#scheduler.settled();
      await this.#somethingHappens();
      if (!this.#scheduler.reachNext()) throw new Error('nobody waits for anything: a process has stopped');
      const unknowing = await this.#scheduler.step();
      if (unknowing !== null) this.#meet(unknowing);
    }
  }

  get #death(): { readonly arrivalChance: number } {
    return { arrivalChance: this.#mishaps === 'at-answers' ? 0.5 : 0 };
  }

  #isWild(): boolean {
    return this.#deedsLeft + this.#turnsLeft + this.#mishapsLeft > 0;
  }

  async #somethingHappens(): Promise<void> {
    if (this.#deedsLeft > 0 && this.#chance.happens(0.02)) {
      this.#deedsLeft -= 1;
      const deed = this.#people.act();
      if (deed !== null) this.#scheduler.note(deed);
    }
    if (this.#turnsLeft > 0 && this.#chance.happens(0.008)) {
      this.#turnsLeft -= 1;
      this.#scheduler.note(`weather: ${this.#weather.turn()}`);
    }
    if (this.#mishapsLeft > 0 && this.#chance.happens(0.006)) {
      this.#mishapsLeft -= 1;
      this.#mishap();
    }
    if (this.#chance.happens(0.01)) {
      const deed = await this.#operator.act();
      if (deed !== null) this.#scheduler.note(deed);
    }
  }

  /** A worker has a mishap at once, or one has it where it hurts: between what a tool does for it and its knowing so. */
  #mishap(): void {
    const isAtAnswer = this.#mishaps === 'at-answers' && this.#chance.happens(0.5);
    if (isAtAnswer) this.#answersLeft = this.#chance.between(0, 3);
    else this.#strike(this.#chance.oneOf(this.#workers));
  }

  #meet(unknowing: SimulatedProcess): void {
    if (this.#answersLeft === null) return;
    this.#answersLeft -= 1;
    if (this.#answersLeft >= 0) return;
    this.#answersLeft = null;
    this.#strike(unknowing);
  }

  /** A worker is killed, and another starts; or it stands still for longer than its lease runs, or for less. */
  #strike(worker: SimulatedProcess): void {
    if (!worker.isAlive) return;
    if (this.#chance.happens(0.3)) {
      const forMs = this.#chance.between(5, 100) * 1_000;
      this.#scheduler.note(`${worker.name} stands still for ${forMs / 1_000} s`);
      worker.standStill(forMs);
      return;
    }
    this.#scheduler.note(`${worker.name} is killed`);
    worker.kill(this.#death);
    this.#workers.splice(this.#workers.indexOf(worker), 1);
    this.#startWorker();
  }

  #startWorker(): void {
    const { process, engine } = this.#installation.startProcess();
    this.#workers.push(process);
    const chance = new Chance(this.#installation.seed, `${process.name} habits`);
    const isFirst = this.#workers.length === 1;
    const begin = async () => {
      if (isFirst) await engine.database.transaction('request onboarding', (t) => requestRun(t, engine, 'onboarding'));
      await work(engine, this.#habits, chance);
    };
    begin().catch((error: unknown) => this.#broken.push(`${process.name} broke: ${errorMessage(error)}`));
  }

  /** Everybody rests but one worker, which works until nothing is left. @returns the oracle's findings */
  async calmPart(): Promise<Judgement> {
    for (const worker of this.#workers) worker.kill(this.#death);
    this.#weather.clear();
    if (this.#weather.hasBeenTooLate) this.#scheduler.advance(TOO_LATE_MS);
    this.#scheduler.note('everything is calm from now on');
    const { engine } = this.#installation.startProcess();
    await this.#through(startWorker(engine.database, { id: engine.workerId, name: 'calm' }));
    for (const mode of ['onboarding', 'incremental', 'reconcile', 'incremental'] as const) {
      await this.#workUntilNothingIsLeft(engine, mode);
    }
    const quiet = [await this.#calmRun(engine, 'incremental'), await this.#calmRun(engine, 'incremental')];
    const { findings, told } = await judge(this.#installation, this.#journal, this.#weather);
    return { findings: [...this.#broken, ...quiet.flatMap((run) => loudness(run)), ...findings], told };
  }

  /** Runs of one mode, with the time between them that what was put off needs. */
  async #workUntilNothingIsLeft(engine: Engine, mode: RunMode): Promise<void> {
    for (let round = 0; round < MOST_CALM_RUNS; round += 1) {
      await this.#calmRun(engine, round === 0 ? mode : 'incremental');
      const nextMs = await this.#nextDueMs();
      if (nextMs === null) return;
      this.#scheduler.advance(Math.max(nextMs, 1_000));
    }
  }

  /** Milliseconds until the next change is due; null when there is none but what a tool has refused again and again. */
  async #nextDueMs(): Promise<number | null> {
    const rows = await this.#installation.database.transaction('look at changes', (transaction) =>
      transaction.query(
        `select (extract(epoch from min(due_at) - syncline_now()) * 1000)::float8 as next from changes
          where attempts < 8`,
      ),
    );
    const next = rows[0]?.next;
    return typeof next === 'number' ? next : null;
  }

  async #calmRun(engine: Engine, mode: RunMode): Promise<Run> {
    const { database, scheduler } = this.#installation;
    // late landings and search indexes of a while ago have come by now
    scheduler.advance(60_000);
    await this.#operator.resumeAll();
    await database.transaction('keep the lease', (transaction) =>
      transaction.query(`update workers set lease_until = syncline_now() + interval '1 day' where id = $1`, [
        engine.workerId,
      ]),
    );
    const id = await database.transaction('request run', (transaction) => requestRun(transaction, engine, mode));
    for (let round = 0; round < MOST_CALM_RUNS; round += 1) {
      const run = await this.#through(workRun(engine, id, new AbortController().signal));
      if (run !== null && run.state !== 'delayed') return run;
      scheduler.advance(Math.max(run?.resumeInMs ?? 1_000, 1));
    }
    throw new Error(`the ${mode} run does not end`);
  }

  /** Lets the scheduler go on until `work` is done. */
  async #through<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => undefined);
    await this.#scheduler.settled();
    while (!isDone) {
      if (!this.#scheduler.reachNext()) throw new Error('a run waits for nothing that could come');
      await this.#scheduler.step();
    }
    return done;
  }
}

/** A cycle in which nothing has changed costs one call to each tool and writes nothing. */
function loudness({ state, calls, error }: Run): readonly string[] {
  if (state !== 'finished') return [`a quiet run ended as ${state}: ${error?.message ?? 'without a reason'}`];
  return Object.entries(calls).flatMap(([connection, { reads, writes }]) =>
    reads === 1 && writes === 0
      ? []
      : [`a cycle in which nothing changed cost ${connection} ${reads} reads and ${writes} writes`],
  );
}
