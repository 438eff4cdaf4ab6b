import type { SandboxRandom, SandboxRequest } from './handler.js';

/** What a simulator is doing when it might show a bad manner. */
export interface MannerOccasion {
  /** The tool's own name of the operation, e.g. `createIssue`. */
  readonly operation: string;
  readonly isWrite: boolean;
  readonly request: SandboxRequest;
}

/** When a switched-on manner shows itself. Without any of these: at every occasion, or once if it is a single event. */
export interface MannerFiring {
  /** Chance at each occasion, 0 to 1. */
  readonly probability?: number;
  /** How often it shows itself before it goes quiet. */
  readonly times?: number;
  readonly when?: (occasion: MannerOccasion) => boolean;
}

interface Active<Options> {
  readonly options: Options;
  readonly firing: Required<MannerFiring>;
  shown: number;
}

/**
 * The bad manners of one simulated tool: a table from id (`B1`, ...) to that manner's options. Each is off until it is
 * set, or drawn from the seeded random at every occasion after `random(probability)`.
 */
export class Manners<Table extends object> {
  readonly #defaults: Table;
  readonly #random: SandboxRandom;
  readonly #drawable: readonly (keyof Table)[];
  readonly #once: ReadonlySet<keyof Table>;
  readonly #active = new Map<keyof Table, Active<unknown>>();
  readonly #counts = new Map<keyof Table, number>();
  #randomly: { readonly probability: number; readonly ids: ReadonlySet<keyof Table> } | undefined;

  /**
   * @param defaults each manner's options where `set` names none
   * @param drawable what `random` draws from when it is told nothing else; by default every manner
   * @param once single events: switched on without `times` they happen once
   */
  constructor(
    defaults: Table,
    random: SandboxRandom,
    drawable: readonly (keyof Table)[] = Object.keys(defaults) as (keyof Table)[],
    once: readonly (keyof Table)[] = [],
  ) {
    this.#defaults = defaults;
    this.#random = random;
    this.#drawable = drawable;
    this.#once = new Set(once);
  }

  /** Switches one manner on; options left out have the table's defaults. Replaces an earlier setting. */
  set<Id extends keyof Table>(id: Id, options: Partial<Table[Id]> & MannerFiring = {}): void {
    const {
      probability = 1,
      times = this.#once.has(id) ? 1 : Number.POSITIVE_INFINITY,
      when = always,
      ...own
    } = options;
    const firing = { probability, times, when };
    this.#active.set(id, { options: { ...this.#defaults[id], ...own }, firing, shown: 0 });
  }

  /** Switches one manner off, or all of them and the random drawing. */
  clear(id?: keyof Table): void {
    if (id !== undefined) this.#active.delete(id);
    else {
      this.#active.clear();
      this.#randomly = undefined;
    }
  }

  /** From now on each manner (or each of `ids`) shows itself with this chance at each occasion. 0 ends it. */
  random(probability: number, ids: readonly (keyof Table)[] = this.#drawable): void {
    this.#randomly = probability > 0 ? { probability, ids: new Set(ids) } : undefined;
  }

  /** The manner's options when it shows itself at this occasion. */
  draw<Id extends keyof Table>(id: Id, occasion: MannerOccasion): Table[Id] | undefined {
    const active = this.#active.get(id);
    const options = active === undefined ? this.#drawRandomly(id) : this.#drawActive(active, occasion);
    if (options !== undefined) this.#counts.set(id, this.shown(id) + 1);
    return options as Table[Id] | undefined;
  }

  /** The options of a manner that is a standing state rather than an event; chance and `when` do not count. */
  standing<Id extends keyof Table>(id: Id): Table[Id] | undefined {
    return this.#active.get(id)?.options as Table[Id] | undefined;
  }

  /** How often a manner has shown itself. */
  shown(id: keyof Table): number {
    return this.#counts.get(id) ?? 0;
  }

  #drawRandomly<Id extends keyof Table>(id: Id): Table[Id] | undefined {
    const randomly = this.#randomly;
    if (!randomly?.ids.has(id)) return undefined;
    return this.#random() < randomly.probability ? this.#defaults[id] : undefined;
  }

  #drawActive(active: Active<unknown>, occasion: MannerOccasion): unknown {
    const { probability, times, when } = active.firing;
    if (active.shown >= times || !when(occasion)) return undefined;
    if (probability < 1 && this.#random() >= probability) return undefined;
    active.shown += 1;
    return active.options;
  }
}

function always(): boolean {
  return true;
}
