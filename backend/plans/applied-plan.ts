import type { Decision } from '../changes/index.js';
import { opposite, SIDES } from '../mappings/index.js';
import { type JsonValue, jsonHash } from '../shared/index.js';
import { describeDecision } from './describe-decision.js';
import { type Plan, type PlannedWrite, writeName } from './plan.js';

/** Holds what a run decides against the plan that it applies (I20): every undrifted write is made, the drifted ones are named. */
export class AppliedPlan {
  readonly #planned: ReadonlyMap<string, PlannedWrite>;
  readonly #met = new Set<string>();
  readonly #drifted: string[] = [];

  constructor(plan: Plan) {
    this.#planned = new Map(plan.writes.map((write) => [writeName(write), write]));
  }

  /** Why a decision is not what the plan says, or null. */
  objectionTo(decision: Decision): string | null {
    const { writes } = describeDecision(decision);
    for (const write of writes) {
      // the comments of a new partner follow when it is there, and are looked at then
      if (decision.kind === 'create' && write.kind === 'comment') continue;
      const planned = this.#planned.get(writeName(write));
      if (planned === undefined && this.#completesCreate(decision, write)) continue;
      const drift = planned === undefined ? 'is not in the plan' : driftOf(planned, write);
      if (planned !== undefined) this.#met.add(writeName(write));
      if (drift === null) continue;
      const named = `${write.kind} of ${write.targetKey ?? `a partner for ${write.sourceKey}`} ${drift}`;
      this.#drifted.push(named);
      return `not as planned: ${named}`;
    }
    return null;
  }

  /**
   * Whether a write only finishes a create that this run has made as planned: what the tool takes after the creation alone (a
   * status), and what the source could not be given before its partner had a key. An edit made since is none of it.
   */
  #completesCreate(decision: Decision, write: PlannedWrite): boolean {
    if (decision.kind !== 'link' || write.kind !== 'update') return false;
    return SIDES.some((side) => {
      const name = writeName({ kind: 'create', side, sourceId: decision.items[opposite(side)].id });
      const create = this.#planned.get(name);
      if (create === undefined || !this.#met.has(name)) return false;
      const given = new Map(create.fields.map((field) => [field.field, field.after]));
      return write.fields.every((field) =>
        write.side === side ? given.get(field.field) === field.after : !given.has(field.field),
      );
    });
  }

  /** What was planned and is not what is there now, in words. */
  drift(): readonly string[] {
    const unmet = [...this.#planned].filter(([name]) => !this.#met.has(name));
    return [
      ...this.#drifted,
      ...unmet.map(([, write]) => `${write.kind} for ${write.sourceKey} is not needed any more`),
    ];
  }
}

function driftOf(planned: PlannedWrite, now: PlannedWrite): string | null {
  // what goes to a partner that was not there yet was planned without its key
  const expected = planned.targetKey === null ? { ...planned, targetKey: now.targetKey } : planned;
  if (jsonHash(expected as JsonValue) === jsonHash(now as JsonValue)) return null;
  const fields = now.fields
    .filter((field) => {
      const before = planned.fields.find((candidate) => candidate.field === field.field);
      return before === undefined || before.before !== field.before || before.after !== field.after;
    })
    .map((field) => field.field);
  return fields.length > 0 ? `would write ${fields.join(', ')} otherwise now` : 'would write fewer fields now';
}
