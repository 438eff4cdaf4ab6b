import { listIntegrations } from '../../../backend/integrations/index.js';
import { type Clock, systemClock } from '../../../backend/shared/index.js';
import type { SandboxRandom } from '../http/index.js';
import { CallRate } from './call-rate.js';
import { compareSides } from './compare-sides.js';
import type { Edit } from './edit.js';
import { Observer } from './observer.js';
import { Office } from './office.js';
import type { Demo } from './open-demo.js';
import type { Scene, View, Wish } from './scene.js';

const STEP_MS = 100;
const EDIT_EVERY_MS = 1_000;
const CONFLICT_EVERY_MS = 14_000;
const MOST_HELD = 3;
/** A colleague settles what nobody else does. */
const SETTLED_AFTER_MS = 20_000;
/** How long both sides get to become equal once nobody edits any more. */
const LAST_MOMENTS_MS = 60_000;

export interface PlayOptions {
  readonly random: SandboxRandom;
  readonly view: View;
  /** Taken one by one; what the person at the keys wants. */
  readonly wishes: Wish[];
  /** Ends by itself when people have worked so long, with a check; null: goes on until somebody ends it. */
  readonly seconds: number | null;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
}

/** How the demo ended: what differs between both sides, or null when somebody ended it before there was a check. */
export interface PlayResult {
  readonly pairs: number;
  readonly carried: number;
  readonly differences: readonly string[] | null;
}

/** Lets people work in both tools and shows what becomes of it, until it ends. */
export async function play(demo: Demo, options: PlayOptions): Promise<PlayResult> {
  const stage = new Stage(demo, options);
  await stage.run();
  return stage.result();
}

class Stage {
  readonly #demo: Demo;
  readonly #options: PlayOptions;
  readonly #clock: Clock;
  readonly #startedMs: number;
  readonly #office: Office;
  readonly #observer: Observer;
  #rates = { left: new CallRate(), right: new CallRate() };
  readonly #edits = { left: 0, right: 0 };
  #phase: Scene['phase'] = 'onboarding';
  #begunMs = 0;
  #nextEditMs = 0;
  #nextConflictMs = 0;
  #isOver = false;
  #endsAtMs = Number.POSITIVE_INFINITY;

  constructor(demo: Demo, options: PlayOptions) {
    this.#demo = demo;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#startedMs = this.#nowMs();
    this.#office = new Office(demo.tools, options.random, () => this.#nowMs());
    this.#observer = new Observer(demo.application, () => this.#nowMs());
  }

  async run(): Promise<void> {
    const { signal, view } = this.#options;
    while (!this.#isOver && !signal.aborted) {
      for (const edit of await this.#observer.look()) view.tell(edit, this.#scene());
      await this.#obeyWishes();
      if (this.#phase === 'onboarding') await this.#beginWhenOnboarded();
      else if (this.#phase === 'syncing') await this.#letPeopleWork();
      else await this.#bringToAnEnd();
      view.show(this.#scene());
      await this.#clock.sleep(STEP_MS, signal).catch(() => undefined);
    }
  }

  result(): PlayResult {
    const { tools } = this.#demo;
    return {
      pairs: tools.pairs().length,
      carried: this.#observer.carried,
      differences: this.#phase === 'ending' ? compareSides(tools) : null,
    };
  }

  async #beginWhenOnboarded(): Promise<void> {
    const [integration] = await this.#demo.application.database.transaction('list integrations', listIntegrations);
    if (integration?.onboardedAt == null) return;
    this.#phase = 'syncing';
    this.#begunMs = this.#nowMs();
    // Taking over two hundred issues would drown what a quiet minute costs.
    this.#rates = { left: new CallRate(), right: new CallRate() };
    this.#nextConflictMs = this.#nowMs() + CONFLICT_EVERY_MS / 2;
  }

  async #letPeopleWork(): Promise<void> {
    const { random, seconds } = this.#options;
    const nowMs = this.#nowMs();
    if (seconds !== null && nowMs >= this.#begunMs + seconds * 1000) {
      this.#phase = 'ending';
      this.#endsAtMs = nowMs + LAST_MOMENTS_MS;
      return;
    }
    if (nowMs >= this.#nextEditMs) {
      this.#nextEditMs = nowMs + EDIT_EVERY_MS * (0.5 + random());
      this.#edit();
    }
    if (nowMs >= this.#nextConflictMs && this.#observer.held.length < MOST_HELD) {
      this.#nextConflictMs = nowMs + CONFLICT_EVERY_MS;
      this.#conflict();
    }
    const oldest = this.#observer.held[0];
    if (oldest !== undefined && oldest.sinceMs > SETTLED_AFTER_MS) {
      await this.#observer.settle(oldest.id, random() < 0.5 ? 'left' : 'right');
    }
  }

  /** Nobody edits any more; what is held is settled, and what is on its way arrives. */
  async #bringToAnEnd(): Promise<void> {
    for (const { id } of this.#observer.held) await this.#observer.settle(id, 'left');
    const isQuiet = this.#observer.waiting === 0 && this.#observer.held.length === 0;
    this.#isOver = this.#nowMs() > this.#endsAtMs || (isQuiet && compareSides(this.#demo.tools).length === 0);
  }

  async #obeyWishes(): Promise<void> {
    for (const wish of this.#options.wishes.splice(0)) {
      if (wish === 'quit') this.#isOver = true;
      if (this.#phase !== 'syncing') continue;
      if (wish === 'edit') this.#edit();
      if (wish === 'conflict') this.#conflict();
      const first = this.#observer.held[0];
      if (first === undefined) continue;
      if (wish === 'take left') await this.#observer.settle(first.id, 'left');
      if (wish === 'take right') await this.#observer.settle(first.id, 'right');
    }
  }

  #edit(): void {
    const edit = this.#office.edit((pair) => this.#observer.isBusy(pair));
    if (edit !== null) this.#add(edit);
  }

  #conflict(): void {
    const edit = this.#office.conflict((pair) => this.#observer.isBusy(pair));
    if (edit !== null) this.#add(edit);
  }

  #add(edit: Edit): void {
    if (edit.side !== 'right') this.#edits.left += 1;
    if (edit.side !== 'left') this.#edits.right += 1;
    this.#observer.add(edit);
  }

  #scene(): Scene {
    const { tools } = this.#demo;
    const nowMs = this.#nowMs();
    const calls = { left: tools.jira.calls, right: tools.serviceNow.calls };
    return {
      seconds: (nowMs - this.#startedMs) / 1000,
      phase: this.#phase,
      issues: tools.issueCount(),
      incidents: tools.incidents().length,
      pairs: tools.linkedCount(),
      edits: { ...this.#edits },
      recent: this.#observer.edits,
      held: this.#observer.held,
      waiting: this.#observer.waiting,
      carried: this.#observer.carried,
      callsPerMinute: {
        left: this.#rates.left.perMinute(calls.left.reads + calls.left.writes, nowMs),
        right: this.#rates.right.perMinute(calls.right.reads + calls.right.writes, nowMs),
      },
    };
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}
