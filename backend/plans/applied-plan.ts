import type { Decision } from '../changes/index.js';
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
      const planned = this.#planned.get(writeName(write));
      const drift = planned === undefined ? 'is not in the plan' : driftOf(planned, write);
      if (planned !== undefined) this.#met.add(writeName(write));
      if (drift === null) continue;
      const named = `${write.kind} of ${write.targetKey ?? `a partner for ${write.sourceKey}`} ${drift}`;
      this.#drifted.push(named);
      return `not as planned: ${named}`;
    }
    return null;
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
  if (jsonHash(planned as JsonValue) === jsonHash(now as JsonValue)) return null;
  const fields = now.fields
    .filter((field) => {
      const before = planned.fields.find((candidate) => candidate.field === field.field);
      return before === undefined || before.before !== field.before || before.after !== field.after;
    })
    .map((field) => field.field);
  return fields.length > 0 ? `would write ${fields.join(', ')} otherwise now` : 'would write fewer fields now';
}
